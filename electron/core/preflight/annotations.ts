import type { PdfDocument } from '../pdf/document.ts';
import { arrayEntry, placedDictionary, type PlacedDictionary } from '../pdf/forms/form-fields.ts';
import { isListedPlace, SIGNATURE_KEY } from '../pdf/signatures/seal-places.ts';
import { type Rectangle, rectangleOf } from '../pdf/pages/page-geometry.ts';
import type { Page } from '../pdf/pages/page-tree.ts';
import { isInteger, type PdfDictionary, type PdfObject } from '../pdf/syntax/objects.ts';
import type { Findings, Place } from './findings.ts';
import { type ContentBudget, isWithin, PagePaint } from './page-paint.ts';

/** Bits of /F (ISO 32000-2 table 167). */
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;
/** Annotations that show nothing on the page itself. */
const SILENT = ['Link', 'Popup'];
const PLAYING = ['Movie', 'Screen', 'Sound', '3D', 'RichMedia'];
/** Annotations that readers fill in their own way where no appearance is given: with /IC, or always. */
const FILLED = ['Square', 'Circle', 'Polygon', 'Stamp', 'Redact'];

/** An annotation of a page. */
interface Annotation extends PlacedDictionary {
  readonly subtype: string;
  readonly flags: number;
  readonly place: Place;
}

/** Finds annotations that hide text, or that show different things at different times. */
export function examineAnnotations(
  document: PdfDocument,
  page: Page,
  paint: PagePaint,
  budget: ContentBudget,
  findings: Findings,
): void {
  for (const annotation of annotationsOf(document, page)) {
    const { subtype, flags, place, dictionary } = annotation;
    if (PLAYING.includes(subtype)) findings.add('MULTIMEDIA', place, subtype);
    if (SILENT.includes(subtype) || isSignature(document, dictionary)) continue;
    if (dictionary.entries.has(SIGNATURE_KEY)) {
      if (!isListedPlace(document, annotation)) findings.add('SEAL_PLACE_CLAIMED', place, subtype);
      else continue;
    }
    if (appearanceVaries(document, dictionary)) findings.add('APPEARANCE_VARIES', place, subtype);
    const unseen = (flags & (HIDDEN | NO_VIEW)) !== 0;
    const printedOnly = (flags & (HIDDEN | NO_VIEW | PRINT)) === (NO_VIEW | PRINT);
    if (printedOnly) findings.add('PRINTED_UNSEEN', place, subtype);
    else if (unseen) findings.add('ANNOTATION_HIDDEN', place, subtype);
    else examineVisible(document, annotation, paint, budget, findings);
  }
}

function examineVisible(
  document: PdfDocument,
  { dictionary, subtype, place }: Annotation,
  paint: PagePaint,
  budget: ContentBudget,
  findings: Findings,
): void {
  const area = rectangleOf(document, dictionary.entries.get('Rect'));
  const beneath = area !== undefined && paint.texts.some((text) => isWithin(text, area));
  if (beneath && isOpaque(document, dictionary, subtype, area, budget)) {
    findings.add('ANNOTATION_COVERS_TEXT', place, subtype);
  } else if (subtype !== 'Widget') findings.add('ANNOTATION_OVER_PAGE', place);
}

function annotationsOf(document: PdfDocument, page: Page): readonly Annotation[] {
  return arrayEntry(document, page.dictionary, 'Annots').flatMap((item) => {
    const placed = placedDictionary(document, item);
    if (placed === undefined) return [];
    const subtype = document.entry(placed.dictionary, 'Subtype');
    const flags = document.entry(placed.dictionary, 'F');
    const place = { page: page.index + 1, object: placed.reference?.objectNumber ?? null };
    return [
      {
        ...placed,
        place,
        subtype: subtype.kind === 'name' ? subtype.value : '',
        flags: isInteger(flags) ? flags.value : 0,
      },
    ];
  });
}

/** Signatures are judged by the verifier. */
function isSignature(document: PdfDocument, dictionary: PdfDictionary): boolean {
  return fieldType(document, dictionary) === 'Sig';
}

function fieldType(document: PdfDocument, dictionary: PdfDictionary): string | null {
  const own = document.entry(dictionary, 'FT');
  const parent = own.kind === 'null' ? document.dictionaryEntry(dictionary, 'Parent') : undefined;
  const type = parent === undefined ? own : document.entry(parent, 'FT');
  return type.kind === 'name' ? type.value : null;
}

/** Tells whether an annotation looks different under the pointer, or in another state. Buttons do by their nature. */
function appearanceVaries(document: PdfDocument, dictionary: PdfDictionary): boolean {
  if (fieldType(document, dictionary) === 'Btn') return false;
  const appearances = document.dictionaryEntry(dictionary, 'AP');
  if (appearances === undefined) return false;
  const normal = document.entry(appearances, 'N');
  return (
    appearances.entries.has('R') ||
    appearances.entries.has('D') ||
    (normal.kind === 'dictionary' && normal.entries.size > 1)
  );
}

/** Tells whether an annotation paints over what is beneath it. */
function isOpaque(
  document: PdfDocument,
  dictionary: PdfDictionary,
  subtype: string,
  area: Rectangle,
  budget: ContentBudget,
): boolean {
  const appearances = document.dictionaryEntry(dictionary, 'AP');
  const shown = appearances === undefined ? undefined : shownAppearance(document, dictionary, appearances);
  if (shown?.kind === 'stream') {
    const paint = new PagePaint(document, budget);
    paint.paint([shown], document.dictionaryEntry(shown.dictionary, 'Resources'));
    return paint.areas > 0;
  }
  if (area.right === area.left || area.top === area.bottom) return false;
  const has = (key: string): boolean => arrayEntry(document, dictionary, key).length > 0;
  if (subtype === 'Widget') {
    const characteristics = document.dictionaryEntry(dictionary, 'MK');
    return characteristics !== undefined && arrayEntry(document, characteristics, 'BG').length > 0;
  }
  return (
    (FILLED.includes(subtype) && (has('IC') || subtype === 'Stamp')) || (subtype === 'FreeText' && has('C'))
  );
}

/** Returns the normal appearance in the present state (/AS). */
function shownAppearance(
  document: PdfDocument,
  dictionary: PdfDictionary,
  appearances: PdfDictionary,
): PdfObject {
  const normal = document.entry(appearances, 'N');
  const state = document.entry(dictionary, 'AS');
  return normal.kind === 'dictionary' && state.kind === 'name' ? document.entry(normal, state.value) : normal;
}
