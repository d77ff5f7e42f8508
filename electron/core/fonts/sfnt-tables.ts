import { CodedError } from '../../shared/errors.ts';
import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { latin1Text } from '../bytes/encodings.ts';

/** The tables of a TrueType or OpenType font by their tags of four characters. */
export type SfntTables = ReadonlyMap<string, Uint8Array>;

/** OpenType 1.9, table directory: header of 12 bytes, records of 16. */
export const DIRECTORY_HEADER_LENGTH = 12;
export const RECORD_LENGTH = 16;
/** "ttcf": several fonts in one file. */
export const COLLECTION = 0x74746366;
/** Version 1.0: outlines of TrueType. */
export const TRUETYPE_FLAVOUR = 0x00010000;
/** How one font begins: that version, "true" and "OTTO". */
export const FLAVOURS: ReadonlySet<number> = new Set([TRUETYPE_FLAVOUR, 0x74727565, 0x4f54544f]);
/** The largest fonts have about thirty tables. */
export const MOST_TABLES = 128;

/** Makes the error for a font that cannot be used. */
export function damagedFont(message: string): CodedError {
  return new CodedError('FILE_UNREADABLE', `font: ${message}`);
}

/** Reads a font, or a part of one. @throws CodedError FILE_UNREADABLE where a table is cut short */
export function readingFont<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw damagedFont('a table is cut short');
    throw error;
  }
}

/** Tells whether bytes begin as a TrueType or OpenType font, or a collection of them. */
export function isSfnt(bytes: Uint8Array): boolean {
  if (bytes.length < DIRECTORY_HEADER_LENGTH) return false;
  const flavour = viewOfBytes(bytes).getUint32(0);
  return FLAVOURS.has(flavour) || flavour === COLLECTION;
}

/** Where a table lies in its file. */
export interface TablePlace {
  readonly offset: number;
  readonly length: number;
}

/** Reads records of a table directory. @throws RangeError for records that are cut short */
export function tablePlaces(
  records: Uint8Array,
  count: number,
): readonly (readonly [tag: string, place: TablePlace])[] {
  const view = viewOfBytes(records);
  return Array.from({ length: count }, (_, index) => {
    const record = index * RECORD_LENGTH;
    const place = { offset: view.getUint32(record + 8), length: view.getUint32(record + 12) };
    return [latin1Text(records.subarray(record, record + 4)), place];
  });
}

/**
 * Reads the table directory of a font, of a collection that of the first one. Tables are views of the same bytes.
 * @throws CodedError FILE_UNREADABLE for a directory that is cut short or that points outside of the file
 */
export function sfntTables(bytes: Uint8Array): SfntTables {
  const view = viewOfBytes(bytes);
  if (!isSfnt(bytes)) throw damagedFont('no TrueType or OpenType font');
  const start = view.getUint32(0) === COLLECTION && bytes.length >= 16 ? view.getUint32(12) : 0;
  if (start + DIRECTORY_HEADER_LENGTH > bytes.length) throw damagedFont('directory is cut short');
  const count = view.getUint16(start + 4);
  const end = start + DIRECTORY_HEADER_LENGTH + count * RECORD_LENGTH;
  if (count > MOST_TABLES || end > bytes.length) throw damagedFont('directory is cut short');
  const tables = new Map<string, Uint8Array>();
  for (const [tag, { offset, length }] of tablePlaces(
    bytes.subarray(start + DIRECTORY_HEADER_LENGTH),
    count,
  )) {
    if (offset > bytes.length) continue;
    tables.set(tag, bytes.subarray(offset, Math.min(bytes.length, offset + length)));
  }
  return tables;
}

/** Returns a view of a table, which is empty if the font does not have it. */
export function viewOfTable(tables: SfntTables, tag: string): DataView {
  return viewOfBytes(tables.get(tag) ?? new Uint8Array(0));
}

/** OpenType 1.9, head: the offset of the checksum adjustment, and the sum of the whole font with it. */
const ADJUSTMENT_OFFSET = 8;
const WHOLE_FONT_SUM = 0xb1b0afba;

/** Writes a font file of the given tables, with its checksums. @param flavour the version at its beginning */
export function writeSfnt(flavour: number, tables: SfntTables): Uint8Array {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const directory = DIRECTORY_HEADER_LENGTH + sorted.length * RECORD_LENGTH;
  const size = sorted.reduce((sum, [, bytes]) => sum + padded(bytes.length), directory);
  const font = new Uint8Array(size);
  const view = new DataView(font.buffer);
  writeHeader(view, flavour, sorted.length);
  let offset = directory;
  sorted.forEach((table, index) => {
    font.set(withoutAdjustment(table), offset);
    writeRecord(view, DIRECTORY_HEADER_LENGTH + index * RECORD_LENGTH, table, offset);
    offset += padded(table[1].length);
  });
  adjustChecksum(view, sorted, directory);
  return font;
}

/** Writes the header; searchRange, entrySelector and rangeShift follow from the number of tables. */
function writeHeader(view: DataView, flavour: number, count: number): void {
  const entrySelector = Math.floor(Math.log2(count));
  const searchRange = 2 ** entrySelector * RECORD_LENGTH;
  view.setUint32(0, flavour);
  const words = [count, searchRange, entrySelector, count * RECORD_LENGTH - searchRange];
  words.forEach((value, word) => view.setUint16(4 + 2 * word, value));
}

type Table = readonly [tag: string, bytes: Uint8Array];

function writeRecord(view: DataView, record: number, [tag, bytes]: Table, offset: number): void {
  [...tag].forEach((letter, index) => view.setUint8(record + index, letter.charCodeAt(0)));
  view.setUint32(record + 4, sumOfWords(view, offset, padded(bytes.length)));
  view.setUint32(record + 8, offset);
  view.setUint32(record + 12, bytes.length);
}

function withoutAdjustment([tag, bytes]: Table): Uint8Array {
  if (tag !== 'head') return bytes;
  const head = bytes.slice();
  head.fill(0, ADJUSTMENT_OFFSET, ADJUSTMENT_OFFSET + 4);
  return head;
}

function adjustChecksum(view: DataView, tables: readonly Table[], directory: number): void {
  let offset = directory;
  for (const [tag, bytes] of tables) {
    if (tag === 'head') {
      const adjustment = WHOLE_FONT_SUM - sumOfWords(view, 0, view.byteLength);
      view.setUint32(offset + ADJUSTMENT_OFFSET, adjustment >>> 0);
    }
    offset += padded(bytes.length);
  }
}

function sumOfWords(view: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** Rounds a length up to a multiple of four, at which tables start. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
