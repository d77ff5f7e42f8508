import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';

/** How much is kept: what is asked for least recently goes first. */
interface KeptLimits {
  readonly entries: number;
  /** Of the keys and of what is kept under them, together. */
  readonly bytes: number;
}

interface Kept<T> {
  readonly key: Uint8Array;
  readonly value: T;
  readonly bytes: number;
}

/**
 * Keeps what follows from bytes alone, whatever the time and the lists in force: the same bytes come again with the next
 * file of a batch. A key is compared byte by byte, so that a like one finds nothing.
 */
export class KeptByBytes<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #limits: KeptLimits;
  readonly #sizeOf: (value: T) => number;
  #bytes = 0;

  /** @param sizeOf returns the bytes that a value takes */
  constructor(limits: KeptLimits, sizeOf: (value: T) => number) {
    this.#limits = limits;
    this.#sizeOf = sizeOf;
  }

  /** Returns what is kept under a key, or makes it. What throws is not kept. */
  of(key: Uint8Array, make: () => T): T {
    const name = nameOf(key);
    const known = this.#kept.get(name);
    if (known !== undefined && equalBytes(known.key, key)) {
      this.#kept.delete(name);
      this.#kept.set(name, known);
      return known.value;
    }
    const value = make();
    this.#forget(name);
    const bytes = key.length + this.#sizeOf(value);
    if (bytes > this.#limits.bytes) return value;
    // A copy: a key is often a view of a much larger file.
    this.#kept.set(name, { key: key.slice(), value, bytes });
    this.#bytes += bytes;
    this.#shrink();
    return value;
  }

  #shrink(): void {
    const { entries, bytes } = this.#limits;
    for (const name of this.#kept.keys()) {
      if (this.#kept.size <= entries && this.#bytes <= bytes) return;
      this.#forget(name);
    }
  }

  #forget(name: string): void {
    this.#bytes -= this.#kept.get(name)?.bytes ?? 0;
    this.#kept.delete(name);
  }
}

const ENDING = 32;

/** Compressed and signed things end in a check sum or a signature, by which most of them differ. */
function nameOf(key: Uint8Array): string {
  return `${String(key.length)} ${toHex(key.subarray(-ENDING))}`;
}
