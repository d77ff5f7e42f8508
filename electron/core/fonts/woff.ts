import { unzlibSync } from 'fflate';
import { CodedError } from '../../shared/errors.ts';
import { withAlignedOutlines } from './aligned-outlines.ts';
import { writeSfnt, type SfntTable } from './sfnt.ts';

/** WOFF 1.0 §3: "wOFF" */
const SIGNATURE = 0x774f4646;
const HEADER_LENGTH = 44;
const ENTRY_LENGTH = 20;

/**
 * Unpacks a WOFF 1.0 file into the plain TrueType font it wraps. The font library would inflate the whole
 * outline table again for every letter of a packed font.
 * @throws CodedError FILE_UNREADABLE where the bytes are no WOFF file of a TrueType font, or are damaged
 */
export function unpackWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < HEADER_LENGTH || view.getUint32(0) !== SIGNATURE) throw damaged('not a WOFF file');
  const count = view.getUint16(12);
  if (woff.length < HEADER_LENGTH + count * ENTRY_LENGTH) throw damaged('table directory is cut short');
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, view, index));
  return writeSfnt(view.getUint32(4), withAlignedOutlines(tables));
}

function readTable(woff: Uint8Array, view: DataView, index: number): SfntTable {
  const entry = HEADER_LENGTH + index * ENTRY_LENGTH;
  const offset = view.getUint32(entry + 4);
  const packedLength = view.getUint32(entry + 8);
  const length = view.getUint32(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  const bytes = packedLength < length ? inflated(packed) : packed;
  if (bytes.length !== length) throw damaged('a table has another length than the directory says');
  return { tag: String.fromCharCode(...woff.subarray(entry, entry + 4)), bytes };
}

function inflated(packed: Uint8Array): Uint8Array {
  try {
    return unzlibSync(packed);
  } catch {
    throw damaged('a table cannot be inflated');
  }
}

function damaged(message: string): CodedError {
  return new CodedError('FILE_UNREADABLE', `font: ${message}`);
}
