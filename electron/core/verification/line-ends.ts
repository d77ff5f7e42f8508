import type { ByteSource } from '../bytes/byte-source.ts';

/** Writers differ in whether a line end behind %%EOF counts; no more than CR LF is ever left over. */
const LINE_END_LIMIT = 2;

/** Whether two offsets are the same but for at most two bytes of line end between them. */
export function sameButLineEnd(source: ByteSource, first: number, second: number): boolean {
  const start = Math.min(first, second);
  const length = Math.max(first, second) - start;
  if (length > LINE_END_LIMIT) return false;
  const between = source.read(start, length);
  return between.length === length && between.every((byte) => byte === 0x0a || byte === 0x0d);
}
