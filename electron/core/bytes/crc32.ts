import { viewOfBytes } from './byte-arrays.ts';

/** ISO 3309, as zip files (APPNOTE 4.4.7), gzip and PNG use it: the polynomial with its bits reversed. */
const POLYNOMIAL = 0xedb88320;

const NO_TABLE = new Uint32Array(256);
/** Eight tables, so that eight bytes are taken at once. */
const [
  t0 = NO_TABLE,
  t1 = NO_TABLE,
  t2 = NO_TABLE,
  t3 = NO_TABLE,
  t4 = NO_TABLE,
  t5 = NO_TABLE,
  t6 = NO_TABLE,
  t7 = NO_TABLE,
] = makeTables();

function makeTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value >>> 0;
  });
  const tables = [first];
  while (tables.length < 8) {
    const before = tables.at(-1) ?? first;
    tables.push(before.map((value) => (value >>> 8) ^ (first[value & 255] ?? 0)));
  }
  return tables;
}

/**
 * Returns the check sum of bytes.
 * @param before the check sum of the bytes before them; 0 for none
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let sum = ~before;
  let at = 0;
  const view = viewOfBytes(bytes);
  for (; at + 8 <= bytes.length; at += 8) {
    const low = view.getUint32(at, true) ^ sum;
    const high = view.getUint32(at + 4, true);
    // Every index is a byte, which every table has.
    sum =
      (t7[low & 255] ?? 0) ^
      (t6[(low >>> 8) & 255] ?? 0) ^
      (t5[(low >>> 16) & 255] ?? 0) ^
      (t4[low >>> 24] ?? 0) ^
      (t3[high & 255] ?? 0) ^
      (t2[(high >>> 8) & 255] ?? 0) ^
      (t1[(high >>> 16) & 255] ?? 0) ^
      (t0[high >>> 24] ?? 0);
  }
  for (; at < bytes.length; at += 1) sum = (sum >>> 8) ^ (t0[(sum ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return ~sum >>> 0;
}
