import { unzlibSync } from 'fflate';
import { CodedError } from '../../shared/errors.ts';

/** WOFF 1.0 §3: "wOFF" */
const SIGNATURE = 0x774f4646;
const HEADER_LENGTH = 44;
const ENTRY_LENGTH = 20;

/** OpenType 1.9, table directory: header of 12 bytes, records of 16. */
const SFNT_HEADER_LENGTH = 12;
const SFNT_RECORD_LENGTH = 16;

interface Table {
  readonly tag: number;
  readonly checksum: number;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks a WOFF 1.0 file into the plain TrueType or OpenType font it wraps. The font library would inflate
 * the whole outline table again for every letter of a packed font.
 * @throws CodedError FILE_UNREADABLE where the bytes are no WOFF file or a table is damaged
 */
export function unpackWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < HEADER_LENGTH || view.getUint32(0) !== SIGNATURE) throw damaged('not a WOFF file');
  const count = view.getUint16(12);
  if (woff.length < HEADER_LENGTH + count * ENTRY_LENGTH) throw damaged('table directory is cut short');
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, view, index));
  return writeSfnt(view.getUint32(4), tables);
}

function readTable(woff: Uint8Array, view: DataView, index: number): Table {
  const entry = HEADER_LENGTH + index * ENTRY_LENGTH;
  const offset = view.getUint32(entry + 4);
  const packedLength = view.getUint32(entry + 8);
  const length = view.getUint32(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  const bytes = packedLength < length ? inflated(packed, length) : packed;
  if (bytes.length !== length) throw damaged('a table has another length than the directory says');
  return { tag: view.getUint32(entry), checksum: view.getUint32(entry + 16), bytes };
}

function inflated(packed: Uint8Array, length: number): Uint8Array {
  try {
    return unzlibSync(packed, { out: new Uint8Array(length) });
  } catch {
    throw damaged('a table cannot be inflated');
  }
}

function writeSfnt(flavour: number, tables: readonly Table[]): Uint8Array {
  const directory = SFNT_HEADER_LENGTH + tables.length * SFNT_RECORD_LENGTH;
  const size = tables.reduce((sum, { bytes }) => sum + padded(bytes.length), directory);
  const font = new Uint8Array(size);
  const view = new DataView(font.buffer);
  writeSfntHeader(view, flavour, tables.length);
  let offset = directory;
  tables.forEach(({ tag, checksum, bytes }, index) => {
    const record = SFNT_HEADER_LENGTH + index * SFNT_RECORD_LENGTH;
    [tag, checksum, offset, bytes.length].forEach((value, word) => view.setUint32(record + 4 * word, value));
    font.set(bytes, offset);
    offset += padded(bytes.length);
  });
  return font;
}

/** OpenType 1.9: searchRange, entrySelector and rangeShift follow from the number of tables. */
function writeSfntHeader(view: DataView, flavour: number, count: number): void {
  const entrySelector = Math.floor(Math.log2(count));
  const searchRange = 2 ** entrySelector * SFNT_RECORD_LENGTH;
  view.setUint32(0, flavour);
  const words = [count, searchRange, entrySelector, count * SFNT_RECORD_LENGTH - searchRange];
  words.forEach((value, word) => view.setUint16(4 + 2 * word, value));
}

/** Tables start at multiples of four. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function damaged(message: string): CodedError {
  return new CodedError('FILE_UNREADABLE', `font: ${message}`);
}
