import { damaged } from '../syntax/lexer.ts';
import { isInteger, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';
import { XrefEntries, type XrefEntry } from './xref-entries.ts';

/** Offsets are safe up to 2^53, which six and a half bytes hold. */
const FIELD_WIDTH_LIMIT = 8;

/** The widths of the three fields (/W). */
type Widths = readonly [number, number, number];

/**
 * Reads the entries of a cross-reference stream (ISO 32000-2 §7.5.8.3) from its decoded data.
 * @throws CodedError PDF_XREF_DAMAGED, PDF_OBJECT_NUMBER_TOO_LARGE
 */
export function readXrefStreamEntries(dictionary: PdfDictionary, data: Uint8Array): XrefEntries {
  const widths = widthsOf(dictionary);
  const rowLength = widths[0] + widths[1] + widths[2];
  const entries = new XrefEntries();
  let position = 0;
  for (const [first, count] of subsectionsOf(dictionary)) {
    if (position + count * rowLength > data.length) throw broken('data too short');
    const set = entries.addSubsection(first, count);
    for (let index = 0; index < count; index += 1, position += rowLength) {
      set(index, readRow(data, position, widths));
    }
  }
  return entries;
}

function readRow(data: Uint8Array, position: number, widths: Widths): XrefEntry {
  const [typeWidth, secondWidth, thirdWidth] = widths;
  const type = typeWidth === 0 ? 1 : readField(data, position, typeWidth);
  const second = readField(data, position + typeWidth, secondWidth);
  const third = readField(data, position + typeWidth + secondWidth, thirdWidth);
  if (type === 0) return { kind: 'free' };
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  if (type === 2) return { kind: 'compressed', stream: second, index: third };
  return { kind: 'free' };
}

function readField(data: Uint8Array, position: number, width: number): number {
  let value = 0;
  for (let at = position; at < position + width; at += 1) value = value * 256 + (data[at] ?? 0);
  if (!Number.isSafeInteger(value)) throw broken('field too large');
  return value;
}

function widthsOf(dictionary: PdfDictionary): Widths {
  const [first, second, third] = integersOf(dictionary.entries.get('W'));
  const valid = (width: number | undefined): width is number =>
    width !== undefined && width <= FIELD_WIDTH_LIMIT;
  if (!valid(first) || !valid(second) || !valid(third) || second === 0) throw broken('/W');
  return [first, second, third];
}

function subsectionsOf(dictionary: PdfDictionary): readonly (readonly [number, number])[] {
  const index = dictionary.entries.get('Index');
  const numbers =
    index === undefined ? [0, ...integersOf(wrapped(dictionary.entries.get('Size')))] : integersOf(index);
  if (numbers.length % 2 === 1) throw broken('/Index');
  return Array.from({ length: numbers.length / 2 }, (_, at) => [
    numbers[at * 2] ?? 0,
    numbers[at * 2 + 1] ?? 0,
  ]);
}

function wrapped(object: PdfObject | undefined): PdfObject | undefined {
  return object === undefined ? undefined : { kind: 'array', items: [object] };
}

function integersOf(object: PdfObject | undefined): number[] {
  if (object?.kind !== 'array') throw broken('array expected');
  return object.items.map((item) => {
    if (!isInteger(item) || item.value < 0) throw broken('whole number expected');
    return item.value;
  });
}

function broken(what: string): Error {
  return damaged(`cross-reference stream: ${what}`, undefined, 'PDF_XREF_DAMAGED');
}
