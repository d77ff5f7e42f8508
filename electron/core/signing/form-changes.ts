import type { PdfDocument } from '../pdf/document.ts';
import { acroForm } from '../pdf/forms/form-fields.ts';
import { textString } from '../pdf/forms/text-string.ts';
import type { IncrementBuilder } from '../pdf/increment/increment.ts';
import { rectangleArray } from '../pdf/pages/page-geometry.ts';
import type { Page } from '../pdf/pages/page-tree.ts';
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

/**
 * Adds a widget to its page's /Annots, which may stand in the page or in an object of its own. @throws
 * CodedError PDF_DAMAGED
 */
export function addAnnotation(
  document: PdfDocument,
  builder: IncrementBuilder,
  page: Page,
  widget: PdfReference,
): void {
  const entry = page.dictionary.entries.get('Annots');
  const { changed, array } = extendedArray(document, entry, widget);
  if (changed === null) builder.put(page.reference, withEntries(page.dictionary, { Annots: array }));
  else builder.put(changed, array);
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
  const { changed, array } = extendedArray(document, form?.dictionary.entries.get('Fields'), field);
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
  item: PdfReference,
): ExtendedArray {
  const value = document.resolve(entry);
  if (value.kind === 'null') return { changed: null, array: pdfArray([item]) };
  if (value.kind !== 'array') throw damaged('array expected');
  const array = pdfArray([...value.items, item]);
  return { array, changed: entry?.kind === 'reference' ? entry : null };
}
