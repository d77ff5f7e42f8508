import { CodedError } from '../../shared/errors.ts';
import { ByteBuilder } from '../bytes/byte-arrays.ts';
import { inflateInSteps } from '../bytes/zlib.ts';

/** WOFF 1.0 §3: "wOFF" */
const WOFF_SIGNATURE = 0x774f4646;
const WOFF_HEADER_LENGTH = 44;
const WOFF_ENTRY_LENGTH = 20;

/**
 * Unpacks a WOFF 1.0 file into the plain TrueType font that it wraps. The font library would inflate the
 * whole outline table again for every letter of a packed font.
 * @throws CodedError FILE_UNREADABLE for bytes that are no WOFF file of a TrueType font, or are damaged
 */
export function unpackWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < WOFF_HEADER_LENGTH || view.getUint32(0) !== WOFF_SIGNATURE)
    throw damaged('not a WOFF file');
  const count = view.getUint16(12);
  if (woff.length < WOFF_HEADER_LENGTH + count * WOFF_ENTRY_LENGTH)
    throw damaged('table directory is cut short');
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, view, index));
  return writeSfnt(view.getUint32(4), withAlignedOutlines(tables));
}

function readTable(woff: Uint8Array, view: DataView, index: number): SfntTable {
  const entry = WOFF_HEADER_LENGTH + index * WOFF_ENTRY_LENGTH;
  const offset = view.getUint32(entry + 4);
  const packedLength = view.getUint32(entry + 8);
  const length = view.getUint32(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  const bytes = packedLength < length ? inflated(packed, length) : packed;
  if (bytes.length !== length) throw damaged('a table has another length than the directory says');
  return { tag: String.fromCharCode(...woff.subarray(entry, entry + 4)), bytes };
}

/** Unpacks a table to the length that the directory says, and no further. */
function inflated(packed: Uint8Array, length: number): Uint8Array {
  const bytes = new ByteBuilder();
  try {
    inflateInSteps([packed], (part) => {
      if (bytes.length + part.length > length) throw new Error('longer than the directory says');
      bytes.append(part);
    });
  } catch {
    throw damaged('a table cannot be inflated');
  }
  return bytes.toBytes();
}

function damaged(message: string): CodedError {
  return new CodedError('FILE_UNREADABLE', `font: ${message}`);
}

/** OpenType 1.9, head: indexToLocFormat, 0 for halved 16-bit offsets, 1 for 32-bit ones. */
const LOCATION_FORMAT_OFFSET = 50;

/**
 * Lays a font's outlines out anew so that each begins at a multiple of four. The font library's subsets may
 * get halved offsets, in which an outline of odd length shifts all that follow by a byte.
 * @throws CodedError FILE_UNREADABLE if the outline tables are missing or contradict each other
 */
function withAlignedOutlines(tables: readonly SfntTable[]): SfntTable[] {
  const { glyf, loca, head } = outlineTables(tables);
  const offsets = readOffsets(loca, head);
  const aligned = alignOutlines(glyf, offsets);
  const longHead = head.slice();
  new DataView(longHead.buffer).setUint16(LOCATION_FORMAT_OFFSET, 1);
  const changed = new Map([
    ['glyf', aligned.glyf],
    ['loca', aligned.loca],
    ['head', longHead],
  ]);
  return tables.map(({ tag, bytes }) => ({ tag, bytes: changed.get(tag) ?? bytes }));
}

function outlineTables(tables: readonly SfntTable[]): Record<'glyf' | 'loca' | 'head', Uint8Array> {
  const bytesOf = (tag: string) => tables.find((table) => table.tag === tag)?.bytes;
  const [glyf, loca, head] = ['glyf', 'loca', 'head'].map(bytesOf);
  if (!glyf || !loca || !head || head.length < LOCATION_FORMAT_OFFSET + 2) {
    throw new CodedError('FILE_UNREADABLE', 'font: no TrueType outlines');
  }
  return { glyf, loca, head };
}

function readOffsets(loca: Uint8Array, head: Uint8Array): number[] {
  const view = new DataView(loca.buffer, loca.byteOffset, loca.byteLength);
  const format = new DataView(head.buffer, head.byteOffset).getUint16(LOCATION_FORMAT_OFFSET);
  const width = format === 0 ? 2 : 4;
  return Array.from({ length: Math.floor(loca.length / width) }, (_, index) =>
    width === 2 ? view.getUint16(2 * index) * 2 : view.getUint32(4 * index),
  );
}

function alignOutlines(
  source: Uint8Array,
  offsets: readonly number[],
): { glyf: Uint8Array; loca: Uint8Array } {
  const glyf = new Uint8Array(source.length + 4 * offsets.length);
  const loca = new Uint8Array(4 * offsets.length);
  const view = new DataView(loca.buffer);
  let end = 0;
  offsets.forEach((offset, index) => {
    view.setUint32(4 * index, end);
    const next = offsets[index + 1] ?? offset;
    if (next < offset || next > source.length) {
      throw new CodedError('FILE_UNREADABLE', 'font: outline offsets out of order');
    }
    glyf.set(source.subarray(offset, next), end);
    end += Math.ceil((next - offset) / 4) * 4;
  });
  return { glyf: glyf.slice(0, end), loca };
}

/** A table of a TrueType or OpenType font; the tag has four characters. */
interface SfntTable {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/** OpenType 1.9, table directory: header of 12 bytes, records of 16. */
const DIRECTORY_HEADER_LENGTH = 12;
const RECORD_LENGTH = 16;

/** OpenType 1.9, head: the offset of the checksum adjustment, and the sum of the whole font with it. */
const ADJUSTMENT_OFFSET = 8;
const WHOLE_FONT_SUM = 0xb1b0afba;

/** Writes a font file of the given tables, with its checksums. */
function writeSfnt(flavour: number, tables: readonly SfntTable[]): Uint8Array {
  const sorted = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const directory = DIRECTORY_HEADER_LENGTH + sorted.length * RECORD_LENGTH;
  const size = sorted.reduce((sum, { bytes }) => sum + padded(bytes.length), directory);
  const font = new Uint8Array(size);
  const view = new DataView(font.buffer);
  writeHeader(view, flavour, sorted.length);
  let offset = directory;
  sorted.forEach((table, index) => {
    font.set(withoutAdjustment(table), offset);
    writeRecord(view, DIRECTORY_HEADER_LENGTH + index * RECORD_LENGTH, table, offset);
    offset += padded(table.bytes.length);
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

function writeRecord(view: DataView, record: number, { tag, bytes }: SfntTable, offset: number): void {
  [...tag].forEach((letter, index) => view.setUint8(record + index, letter.charCodeAt(0)));
  view.setUint32(record + 4, sumOfWords(view, offset, padded(bytes.length)));
  view.setUint32(record + 8, offset);
  view.setUint32(record + 12, bytes.length);
}

function withoutAdjustment({ tag, bytes }: SfntTable): Uint8Array {
  if (tag !== 'head') return bytes;
  const head = bytes.slice();
  head.fill(0, ADJUSTMENT_OFFSET, ADJUSTMENT_OFFSET + 4);
  return head;
}

function adjustChecksum(view: DataView, tables: readonly SfntTable[], directory: number): void {
  let offset = directory;
  for (const { tag, bytes } of tables) {
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
