import { unzlibSync } from 'fflate';
import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { Outlines } from './outlines.ts';
import { damagedFont, readingFont, type SfntTables, TRUETYPE_FLAVOUR, writeSfnt } from './sfnt-tables.ts';

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
  const tables = woffTables(woff);
  // The font library's subsets may get halved offsets, in which an outline of odd length shifts all that follow by a byte.
  return writeSfnt(
    TRUETYPE_FLAVOUR,
    readingFont(() => new Outlines(tables).laidOut(null)),
  );
}

/**
 * Unpacks the tables of a WOFF 1.0 file.
 * @throws CodedError FILE_UNREADABLE for bytes that are no WOFF file, or are damaged
 */
export function woffTables(woff: Uint8Array): SfntTables {
  const view = viewOfBytes(woff);
  if (woff.length < WOFF_HEADER_LENGTH || view.getUint32(0) !== WOFF_SIGNATURE)
    throw damagedFont('not a WOFF file');
  const count = view.getUint16(12);
  if (woff.length < WOFF_HEADER_LENGTH + count * WOFF_ENTRY_LENGTH)
    throw damagedFont('table directory is cut short');
  return new Map(Array.from({ length: count }, (_, index) => readTable(woff, view, index)));
}

function readTable(
  woff: Uint8Array,
  view: DataView,
  index: number,
): readonly [tag: string, bytes: Uint8Array] {
  const entry = WOFF_HEADER_LENGTH + index * WOFF_ENTRY_LENGTH;
  const offset = view.getUint32(entry + 4);
  const packedLength = view.getUint32(entry + 8);
  const length = view.getUint32(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  const bytes = packedLength < length ? inflated(packed, length) : packed;
  if (bytes.length !== length) throw damagedFont('a table has another length than the directory says');
  return [String.fromCharCode(...woff.subarray(entry, entry + 4)), bytes];
}

/** Unpacks a table into memory of the length that the directory says: whatever the data hold, it becomes no more. */
function inflated(packed: Uint8Array, length: number): Uint8Array {
  try {
    return unzlibSync(packed, { out: new Uint8Array(length) });
  } catch {
    throw damagedFont('a table cannot be inflated');
  }
}
