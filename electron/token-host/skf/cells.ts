import { SAR, SkfError } from './skf-library.ts';

/**
 * The library writes its results to cells. Every cell has 8 bytes, so that a library with a wider ULONG than its
 * profile says overwrites nothing.
 */
const CELL_BYTES = 8;

const viewOf = (cell: Uint8Array): DataView => new DataView(cell.buffer, cell.byteOffset, cell.byteLength);

export function cell(value = 0): Uint8Array {
  const bytes = new Uint8Array(CELL_BYTES);
  viewOf(bytes).setUint32(0, value, true);
  return bytes;
}

/** Reads the low 32 bits. No number of SKF needs more, whatever the width of ULONG. */
export function numberIn(bytes: Uint8Array, offset = 0): number {
  return viewOf(bytes).getUint32(offset, true);
}

/** Reads a handle, which is as wide as a pointer. */
export function handleIn(bytes: Uint8Array): bigint {
  return viewOf(bytes).getBigUint64(0, true);
}

/** Ends a text for the library with NUL. */
export function nullEnded(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text);
  return bytes;
}

/** Returns the bytes before the first NUL of a field. */
export function beforeNull(field: Uint8Array): Uint8Array {
  const end = field.indexOf(0);
  return end < 0 ? field : field.slice(0, end);
}

/** Reads a list of names, each ended by NUL, with another NUL at the end. */
export function namesIn(list: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let start = 0; start < list.length && list[start] !== 0;) {
    const name = beforeNull(list.subarray(start));
    names.push(Uint8Array.from(name));
    start += name.length + 1;
  }
  return names;
}

/** Decodes a name. Chinese keys use UTF-8 or GBK; the standard does not say which. */
export function textOf(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name).trim();
  } catch {
    return new TextDecoder('gb18030').decode(name).trim();
  }
}

/** Large enough for most certificates and every list of names, so that one call is enough. */
const FIRST_CAPACITY = 8_192;
/** Larger than any of them. */
const LAST_CAPACITY = 1 << 20;

/**
 * Reads bytes of a length that the library determines. The first call offers a buffer instead of asking for the
 * length: some libraries refuse a call without a buffer, and some give too short a length.
 * @param read called with a buffer and a cell with its size, which then holds the length
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
