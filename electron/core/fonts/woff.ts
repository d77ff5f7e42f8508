import { unzlibSync } from 'fflate';
import { CodedError } from '../../shared/errors.ts';
import { type SfntTable, TRUETYPE_FLAVOUR, writeSfnt } from './sfnt-tables.ts';

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
  return writeSfnt(TRUETYPE_FLAVOUR, withAlignedOutlines(woffTables(woff)));
}

/**
 * Unpacks the tables of a WOFF 1.0 file.
 * @throws CodedError FILE_UNREADABLE for bytes that are no WOFF file, or are damaged
 */
export function woffTables(woff: Uint8Array): readonly SfntTable[] {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < WOFF_HEADER_LENGTH || view.getUint32(0) !== WOFF_SIGNATURE)
    throw damaged('not a WOFF file');
  const count = view.getUint16(12);
  if (woff.length < WOFF_HEADER_LENGTH + count * WOFF_ENTRY_LENGTH)
    throw damaged('table directory is cut short');
  return Array.from({ length: count }, (_, index) => readTable(woff, view, index));
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

/** Unpacks a table into memory of the length that the directory says: whatever the data hold, it becomes no more. */
function inflated(packed: Uint8Array, length: number): Uint8Array {
  try {
    return unzlibSync(packed, { out: new Uint8Array(length) });
  } catch {
    throw damaged('a table cannot be inflated');
  }
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
