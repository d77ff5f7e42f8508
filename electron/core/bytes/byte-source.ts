/** Random access to bytes that may be far larger than memory, such as a file behind a descriptor. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Returns the bytes [offset, offset + length), fewer only where the source ends.
   * The array is the caller's: the source never writes to it again.
   */
  read(offset: number, length: number): Uint8Array;
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
  };
}
