import { cell, numberIn } from './cells.ts';
import { SAR, SkfError } from './skf-error.ts';

/** Holds most certificates and every list of names, so that one call is enough. */
const FIRST_CAPACITY = 8_192;
/** More than any of them takes. */
const LAST_CAPACITY = 1 << 20;

/**
 * Bytes of a length that the library knows. It is given room rather than asked for the length: some refuse a
 * call without a buffer, and some name too short a length.
 * @param read called with a buffer and the cell that holds its size, and then the length
 */
export function variableBytes(read: (buffer: Uint8Array, size: Uint8Array) => void): Uint8Array {
  for (let capacity = FIRST_CAPACITY; ; capacity *= 4) {
    const buffer = new Uint8Array(capacity);
    const size = cell(capacity);
    try {
      read(buffer, size);
      return buffer.slice(0, numberIn(size));
    } catch (error) {
      const tooSmall = error instanceof SkfError && error.sar === SAR.bufferTooSmall;
      if (!tooSmall || capacity >= LAST_CAPACITY) throw error;
    }
  }
}
