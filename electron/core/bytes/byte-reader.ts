import type { ByteSource } from './byte-source.ts';

const WINDOW_LENGTH = 4096;
const NOTHING: Uint8Array = new Uint8Array(0);

/** What {@link ByteReader.peek} and {@link ByteReader.next} return where the bytes end. */
export const END_OF_BYTES = -1;

/** A cursor over a source: reads byte by byte through a small window, and may jump anywhere. */
export class ByteReader {
  readonly source: ByteSource;
  /** Absolute offset of the next byte. */
  position: number;
  #window = NOTHING;
  #windowStart = 0;

  constructor(source: ByteSource, position = 0) {
    this.source = source;
    this.position = position;
  }

  /** The byte `ahead` of the cursor, or {@link END_OF_BYTES}. */
  peek(ahead = 0): number {
    const offset = this.position + ahead;
    const byte = this.#window[offset - this.#windowStart];
    return byte === undefined ? this.#load(offset) : byte;
  }

  /** The byte under the cursor, which moves on; {@link END_OF_BYTES} where the bytes end. */
  next(): number {
    const byte = this.peek();
    if (byte !== END_OF_BYTES) this.position += 1;
    return byte;
  }

  #load(offset: number): number {
    if (offset < 0 || offset >= this.source.size) return END_OF_BYTES;
    this.#window = this.source.read(offset, WINDOW_LENGTH);
    this.#windowStart = offset;
    return this.#window[0] ?? END_OF_BYTES;
  }
}
