import { PDF_BUDGET } from '../../budgets.ts';
import type { PdfDocument } from '../document.ts';
import { damaged } from '../syntax/lexer.ts';
import {
  isInteger,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from '../syntax/objects.ts';
import { textOf } from './text-string.ts';

const DEPTH_LIMIT = 64;

/** Bit 1 of /Ff (ISO 32000-2 table 227). */
const READ_ONLY_FLAG = 1;

/** A dictionary and the reference that led to it; null for a dictionary inside another object. */
export interface PlacedDictionary {
  readonly reference: PdfReference | null;
  readonly dictionary: PdfDictionary;
}

/** A terminal field of the interactive form (ISO 32000-2 §12.7.4). */
export interface FormField extends PlacedDictionary {
  /** The partial names from the root, joined by full stops. */
  readonly name: string;
  /** /FT, its own or inherited. */
  readonly type: string | undefined;
  readonly readOnly: boolean;
  /** The value as written, its own or inherited. */
  readonly value: PdfObject | undefined;
  /** The widgets of the field; the field itself if both are one dictionary. */
  readonly widgets: readonly PlacedDictionary[];
}

interface Ancestry {
  readonly name: string;
  readonly type: string | undefined;
  readonly flags: number;
  readonly value: PdfObject | undefined;
}

/** Finds the interactive form, in an object of its own or inside the catalog. */
export function acroForm(document: PdfDocument): PlacedDictionary | undefined {
  const entry = document.catalog.entries.get('AcroForm');
  const dictionary = document.resolve(entry);
  if (dictionary.kind !== 'dictionary') return undefined;
  return { dictionary, reference: entry?.kind === 'reference' ? entry : null };
}

/**
 * Lists every terminal field, depth first.
 * @throws CodedError PDF_DAMAGED if fields loop
 */
export function formFields(document: PdfDocument): readonly FormField[] {
  const form = acroForm(document);
  if (form === undefined) return [];
  const fields: FormField[] = [];
  const visited = new Set<number>();
  const root: Ancestry = { name: '', type: undefined, flags: 0, value: undefined };
  const visit = (object: PdfObject, parent: Ancestry, depth: number): void => {
    document.source.meter?.spend('syntaxBytes', PDF_BUDGET.visitCost);
    const placed = placedDictionary(document, object);
    if (placed === undefined) return;
    expectFresh(placed, visited, depth);
    const own = ancestryOf(document, placed.dictionary, parent);
    const kids = kidFields(document, placed.dictionary);
    if (kids.length === 0) fields.push(fieldOf(document, placed, own));
    for (const kid of kids) visit(kid, own, depth + 1);
  };
  for (const field of arrayEntry(document, form.dictionary, 'Fields')) visit(field, root, 0);
  return fields;
}

function expectFresh(placed: PlacedDictionary, visited: Set<number>, depth: number): void {
  const number = placed.reference?.objectNumber;
  if (
    depth > DEPTH_LIMIT ||
    visited.size > PDF_BUDGET.fields ||
    (number !== undefined && visited.has(number))
  ) {
    throw damaged('form fields loop');
  }
  if (number !== undefined) visited.add(number);
}

/**
 * Lists the kids that have a name of their own; kids without a name are widgets of this field (§12.7.4.1).
 */
function kidFields(document: PdfDocument, dictionary: PdfDictionary): readonly PdfObject[] {
  return arrayEntry(document, dictionary, 'Kids').filter((kid) => {
    const resolved = document.resolve(kid);
    return resolved.kind === 'dictionary' && resolved.entries.has('T');
  });
}

function fieldOf(document: PdfDocument, placed: PlacedDictionary, own: Ancestry): FormField {
  const kids = arrayEntry(document, placed.dictionary, 'Kids');
  const widgets = kids.flatMap((kid) => placedDictionary(document, kid) ?? []);
  const merged = widgets.length === 0 && placed.dictionary.entries.has('Rect') ? [placed] : widgets;
  return {
    ...placed,
    name: own.name,
    type: own.type,
    readOnly: (own.flags & READ_ONLY_FLAG) !== 0,
    value: own.value,
    widgets: merged,
  };
}

function ancestryOf(document: PdfDocument, dictionary: PdfDictionary, parent: Ancestry): Ancestry {
  const partial = textOf(document.entry(dictionary, 'T'));
  const type = document.entry(dictionary, 'FT');
  const flags = document.entry(dictionary, 'Ff');
  return {
    name: [parent.name, partial].filter((part) => part !== undefined && part !== '').join('.'),
    type: type.kind === 'name' ? type.value : parent.type,
    flags: isInteger(flags) ? flags.value : parent.flags,
    value: dictionary.entries.get('V') ?? parent.value,
  };
}

/** Returns the items of an array entry; none if it is absent or something else. */
export function arrayEntry(document: PdfDocument, dictionary: PdfDictionary, key: string): PdfArray['items'] {
  const value = document.entry(dictionary, key);
  return value.kind === 'array' ? value.items : [];
}

/** Finds the dictionary behind a value, with the reference that leads to it. */
export function placedDictionary(
  document: PdfDocument,
  object: PdfObject | undefined,
): PlacedDictionary | undefined {
  const dictionary = document.resolve(object);
  if (dictionary.kind !== 'dictionary') return undefined;
  return { dictionary, reference: object?.kind === 'reference' ? object : null };
}
