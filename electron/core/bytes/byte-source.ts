/** Random access to bytes that may be far larger than memory, such as a file behind a descriptor. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Returns the bytes [offset, offset + length), fewer only where the source ends.
   * The array is the caller's: the source never writes to it again.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * Fills `target` with the bytes from `offset` on. Passes over large files use it with one buffer again and
   * again: fresh arrays of outside memory would pile up faster than they are collected.
   * @returns how many bytes were read; fewer than the target's length only where the source ends
   */
  readInto(offset: number, target: Uint8Array): number;
}

/** Somewhere bytes are appended, such as a file being written. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
}

/** A source over bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.slice(offset, offset + length),
    readInto: (offset, target) => {
      const part = bytes.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

const PIECE_LENGTH = 256 * 1024;

/**
 * The bytes [start, end) piece by piece, ending early where the source does. Every piece is the same memory:
 * it is good until the next one is asked for.
 */
export function* piecesOf(source: ByteSource, start: number, end: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(0, Math.min(PIECE_LENGTH, end - start)));
  for (let offset = start; offset < end;) {
    const count = source.readInto(offset, buffer.subarray(0, Math.min(buffer.length, end - offset)));
    if (count === 0) return;
    yield buffer.subarray(0, count);
    offset += count;
  }
}
