import { damaged } from './lexer.ts';

/** The objects of ISO 32000-2 §7.3 as data. No object knows the file that it came from. */

export interface PdfNull {
  readonly kind: 'null';
}

export interface PdfBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface PdfNumber {
  readonly kind: 'number';
  readonly value: number;
  /** The number as the file writes it, so that writing it again changes nothing. */
  readonly text: string;
}

export interface PdfName {
  readonly kind: 'name';
  /** The name without the solidus, with #xx decoded, one character a byte. */
  readonly value: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly form: 'literal' | 'hex';
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}

/** The place of a value: [start, end) in the bytes that were parsed. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PdfDictionary {
  readonly kind: 'dictionary';
  /** The first value of each key. */
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** Keys that occur more than once. ISO 32000-2 §7.3.7 forbids them and readers disagree on their meaning. */
  readonly duplicates: readonly string[];
  /** The further values of those keys; absent if there are none. Some readers take the last. */
  readonly repeated?: readonly PdfObject[];
  /**
   * Start and end of each value, in the order of the entries; empty for a dictionary that was made, not parsed. See
   * {@link spanOf}.
   */
  readonly spans: readonly number[];
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly objectNumber: number;
  readonly generation: number;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  /**
   * The absolute offset of the first byte of the data. The dictionary gives the length, which may be
   * indirect.
   */
  readonly dataOffset: number;
  /** The object that it is, by which its data are decrypted; absent if they are in clear or stay closed. */
  readonly encryptedAs?: PdfReference;
}

export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfReference
  | PdfStream;

export const PDF_NULL: PdfNull = { kind: 'null' };

/** Makes a boolean. */
export function pdfBoolean(value: boolean): PdfBoolean {
  return { kind: 'boolean', value };
}

/**
 * Makes a number: integers exactly, others with at most six decimals and never an exponent.
 * @throws RangeError beyond 2^53, where integers are no longer exact
 */
export function pdfNumber(value: number): PdfNumber {
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) throw new RangeError('number too large for PDF');
  const shortened = Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '');
  const text = shortened === '-0' ? '0' : shortened;
  return { kind: 'number', value: Number(text), text };
}

/** Makes a name. @param value without the solidus */
export function pdfName(value: string): PdfName {
  return { kind: 'name', value };
}

/** Makes a string of bytes. */
export function pdfString(bytes: Uint8Array, form: PdfString['form'] = 'literal'): PdfString {
  return { kind: 'string', bytes, form };
}

/** Makes an array. */
export function pdfArray(items: readonly PdfObject[]): PdfArray {
  return { kind: 'array', items };
}

/** Makes a dictionary, whose keys keep their order. */
export function pdfDictionary(
  entries: Readonly<Record<string, PdfObject>> | ReadonlyMap<string, PdfObject>,
): PdfDictionary {
  const map = entries instanceof Map ? new Map(entries) : new Map(Object.entries(entries));
  return { kind: 'dictionary', entries: map, duplicates: [], spans: [] };
}

/** Returns the place of the first value of a key; undefined for a dictionary without that key, or that was not parsed. */
export function spanOf({ entries, spans }: PdfDictionary, key: string): Span | undefined {
  let at = 0;
  for (const name of entries.keys()) {
    const [start, end] = [spans[at], spans[at + 1]];
    if (name === key) return start === undefined || end === undefined ? undefined : { start, end };
    at += 2;
  }
  return undefined;
}

/** Returns where the last value of a dictionary ends; 0 for one that was not parsed. */
export function endOfValues({ spans }: PdfDictionary): number {
  return spans.reduce((last, place) => Math.max(last, place), 0);
}

/** Makes a reference. */
export function pdfReference(objectNumber: number, generation = 0): PdfReference {
  return { kind: 'reference', objectNumber, generation };
}

/**
 * Replaces or adds some entries of a dictionary; the order of the others stays.
 * @throws CodedError PDF_DAMAGED if a key occurs twice: readers disagree on which value counts, and writing
 *   one would change what some of them show
 */
export function withEntries(
  dictionary: PdfDictionary,
  changes: Readonly<Record<string, PdfObject>>,
): PdfDictionary {
  const [twice] = dictionary.duplicates;
  if (twice !== undefined) throw damaged(`/${twice} occurs twice`);
  return pdfDictionary(new Map([...dictionary.entries, ...Object.entries(changes)]));
}

/** Tells whether the object is this name. */
export function isName(object: PdfObject | undefined, value: string): boolean {
  return object?.kind === 'name' && object.value === value;
}

/** Tells whether the object is a whole number written without a decimal point. */
export function isInteger(object: PdfObject | undefined): object is PdfNumber {
  return object?.kind === 'number' && /^[+-]?\d+$/.test(object.text) && Number.isSafeInteger(object.value);
}
