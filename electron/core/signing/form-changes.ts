import type { PdfDocument } from '../pdf/document.ts';
import { acroForm } from '../pdf/forms/form-fields.ts';
import { textString } from '../pdf/forms/text-string.ts';
import type { IncrementBuilder } from '../pdf/increment/increment.ts';
import { rectangleArray } from '../pdf/pages/page-geometry.ts';
import { pages, type Page } from '../pdf/pages/page-tree.ts';
import { BESIDE_KEY, HANDWRITING, PLACE_FLAGS, SIGNATURE_KEY } from '../pdf/signatures/seal-places.ts';
import type { SignatureField } from '../pdf/signatures/signature-fields.ts';
import { damaged } from '../pdf/syntax/lexer.ts';
import {
  isInteger,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  withEntries,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from '../pdf/syntax/objects.ts';
import type { SealPlacement } from './seal-request.ts';

/** SignaturesExist and AppendOnly (ISO 32000-2 table 225). */
const SIGNATURE_FLAGS = 3;

/** Annotation flags (ISO 32000-2 table 167). */
const PRINT = 4;
const LOCKED = 128;
/** Invisible, Hidden, NoZoom, NoRotate, NoView: none of them may keep a seal from being seen as it is. */
const UNWANTED_FLAGS = 1 | 2 | 8 | 16 | 32;

/** Returns the entries that make a widget show a seal. */
export function widgetEntries(
  placement: SealPlacement,
  appearance: PdfReference,
  flags: PdfObject,
): Readonly<Record<string, PdfObject>> {
  const kept = isInteger(flags) ? flags.value & ~UNWANTED_FLAGS : 0;
  return {
    Rect: rectangleArray(placement.rectangle),
    F: pdfNumber(kept | PRINT | LOCKED),
    AP: pdfDictionary({ N: appearance }),
  };
}

/** Makes a field and its widget in one dictionary. */
export function newField(
  name: string,
  placement: Pick<SealPlacement, 'page' | 'geometry'>,
  signature: PdfReference,
): PdfDictionary {
  const { rotation } = placement.geometry;
  return pdfDictionary({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: textString(name),
    V: signature,
    P: placement.page.reference,
    ...(rotation === 0 ? {} : { MK: pdfDictionary({ R: pdfNumber(rotation) }) }),
  });
}

/**
 * Makes a field as {@link newField} does, with a widget of no size, which shows nothing (ISO 32000-2
 * §12.7.5.5).
 */
export function hiddenField(
  name: string,
  place: Pick<SealPlacement, 'page' | 'geometry'>,
  signature: PdfReference,
): PdfDictionary {
  return withEntries(newField(name, place, signature), {
    Rect: pdfArray([0, 0, 0, 0].map(pdfNumber)),
    F: pdfNumber(PRINT | LOCKED),
  });
}

/** Makes an annotation that shows the seal of a signature in a further place. */
export function furtherPlace(
  placement: Pick<SealPlacement, 'page' | 'rectangle'>,
  appearance: PdfReference,
  signature: PdfReference,
): PdfDictionary {
  return pdfDictionary({
    Type: pdfName('Annot'),
    Subtype: pdfName('Stamp'),
    Rect: rectangleArray(placement.rectangle),
    F: pdfNumber(PLACE_FLAGS),
    P: placement.page.reference,
    AP: pdfDictionary({ N: appearance }),
    [SIGNATURE_KEY]: signature,
  });
}

/** Makes an annotation that stands beside a seal. @param date its text; null for the picture of a signature */
export function besideAnnotation(
  placement: Pick<SealPlacement, 'page' | 'rectangle'>,
  appearance: PdfReference,
  signature: PdfReference,
  date: string | null,
): PdfDictionary {
  return withEntries(furtherPlace(placement, appearance, signature), {
    [BESIDE_KEY]: date === null ? pdfName(HANDWRITING) : textString(date),
  });
}

/**
 * Gives an empty field its value. The field and its widget may be one dictionary or two. @throws CodedError
 * PDF_DAMAGED
 */
export function fillField(
  builder: IncrementBuilder,
  field: SignatureField,
  shown: Readonly<Record<string, PdfObject>>,
  signature: PdfReference,
): void {
  const widget = field.widgets[0];
  if (field.reference === null || widget === undefined || widget.reference === null) {
    throw damaged('field is not an object of its own');
  }
  if (widget.reference.objectNumber === field.reference.objectNumber) {
    builder.put(field.reference, withEntries(field.dictionary, { ...shown, V: signature }));
    return;
  }
  builder.put(field.reference, withEntries(field.dictionary, { V: signature }));
  builder.put(widget.reference, withEntries(widget.dictionary, shown));
}

/** An annotation that is to be added to a page. */
export interface NewAnnotation {
  readonly page: Page;
  readonly reference: PdfReference;
}

/**
 * Adds annotations to the /Annots of their pages, which may stand in the page or in an object of its own. A list that
 * several pages share stays as it is, and its page gets one of its own. So does a list that holds fields too, unless a
 * field's widget is all that is added. @throws CodedError PDF_DAMAGED
 */
export function addAnnotations(
  document: PdfDocument,
  builder: IncrementBuilder,
  annotations: readonly NewAnnotation[],
): void {
  const added = new Map<Page, PdfReference[]>();
  for (const { page, reference } of annotations) added.set(page, [...(added.get(page) ?? []), reference]);
  const shared = sharedLists(document);
  const fields = annotations.length > 1 ? fieldsList(document) : null;
  for (const [page, references] of added) {
    const entry = page.dictionary.entries.get('Annots');
    const { changed, array } = extendedArray(document, entry, references);
    const isOwn = changed !== null && !shared.has(changed.objectNumber) && changed.objectNumber !== fields;
    if (changed === null || !isOwn) {
      builder.put(page.reference, withEntries(page.dictionary, { Annots: array }));
    } else builder.put(changed, array);
  }
}

function fieldsList(document: PdfDocument): number | null {
  const fields = acroForm(document)?.dictionary.entries.get('Fields');
  return fields?.kind === 'reference' ? fields.objectNumber : null;
}

/** Finds the lists of annotations that more than one page has. */
function sharedLists(document: PdfDocument): ReadonlySet<number> {
  const met = new Set<number>();
  const shared = new Set<number>();
  for (const { dictionary } of pages(document)) {
    const list = dictionary.entries.get('Annots');
    if (list?.kind !== 'reference') continue;
    if (met.has(list.objectNumber)) shared.add(list.objectNumber);
    met.add(list.objectNumber);
  }
  return shared;
}

type Entries = Readonly<Record<string, PdfObject>>;

/**
 * Adds a field to the interactive form, and makes the form if there is none.
 * @param catalog further entries of the catalog, which is written once
 * @throws CodedError
 */
export function addField(
  document: PdfDocument,
  builder: IncrementBuilder,
  field: PdfReference,
  catalog: Entries = {},
): void {
  const form = acroForm(document);
  const { changed, array } = extendedArray(document, form?.dictionary.entries.get('Fields'), [field]);
  // Some writers list fields and annotations in one array, which holds the widget by now.
  if (changed !== null && !builder.has(changed)) builder.put(changed, array);
  putForm(document, builder, changed === null ? { Fields: array } : {}, catalog);
}

/** Marks the document as one that holds signatures and may only be appended to. */
export function markSigned(document: PdfDocument, builder: IncrementBuilder): void {
  putForm(document, builder, {});
}

function putForm(
  document: PdfDocument,
  builder: IncrementBuilder,
  changes: Entries,
  catalog: Entries = {},
): void {
  const more = { ...catalog, ...putFormItself(document, builder, changes) };
  if (Object.keys(more).length === 0) return;
  builder.put(document.root, withEntries(document.catalog, more));
}

/** @returns the entry of the catalog that leads to the form, if it has changed */
function putFormItself(document: PdfDocument, builder: IncrementBuilder, changes: Entries): Entries {
  const form = acroForm(document);
  const flags = form === undefined ? undefined : document.entry(form.dictionary, 'SigFlags');
  const known = isInteger(flags) ? flags.value : 0;
  if (known === (known | SIGNATURE_FLAGS) && Object.keys(changes).length === 0) return {};
  const entries = { ...changes, SigFlags: pdfNumber(known | SIGNATURE_FLAGS) };
  const dictionary = withEntries(form?.dictionary ?? pdfDictionary({}), entries);
  if (form !== undefined && form.reference !== null) {
    builder.put(form.reference, dictionary);
    return {};
  }
  const placed = form === undefined ? builder.allocate() : null;
  if (placed !== null) builder.put(placed, dictionary);
  return { AcroForm: placed ?? dictionary };
}

interface ExtendedArray {
  /** The object that holds the array; null if the array stands in the dictionary. */
  readonly changed: PdfReference | null;
  readonly array: PdfObject;
}

function extendedArray(
  document: PdfDocument,
  entry: PdfObject | undefined,
  more: readonly PdfReference[],
): ExtendedArray {
  const value = document.resolve(entry);
  if (value.kind === 'null') return { changed: null, array: pdfArray(more) };
  if (value.kind !== 'array') throw damaged('array expected');
  const array = pdfArray([...value.items, ...more]);
  return { array, changed: entry?.kind === 'reference' ? entry : null };
}
