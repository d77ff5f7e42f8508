import { derError } from './der-reader.ts';

/**
 * Steps over elements by offsets, as strict as `DerCursor` but without an object for each: for lists of a
 * million entries. After `step` the fields describe the element that was read.
 */
export class ElementScanner {
  readonly bytes: Uint8Array;
  readonly #what: string;
  tag = 0;
  contentStart = 0;
  end = 0;

  /** @param what names the value in error messages */
  constructor(bytes: Uint8Array, what: string) {
    this.bytes = bytes;
    this.#what = what;
  }

  /**
   * Reads the header at `offset`; the element must end at `limit` or before.
   * @param tag that it must have, where one is given
   * @throws DER_INVALID
   */
  step(offset: number, limit: number, tag?: number): void {
    const { bytes } = this;
    if (offset + 2 > limit) throw derError(`${this.#what}: ends early`);
    this.tag = bytes[offset] as number;
    const first = bytes[offset + 1] as number;
    const length = first < 0x80 ? first : this.#longLength(offset + 2, first & 0x7f, limit);
    this.contentStart = offset + 2 + (first < 0x80 ? 0 : first & 0x7f);
    this.end = this.contentStart + length;
    if (this.end > limit) throw derError(`${this.#what}: length beyond the end`);
    if ((this.tag & 0x1f) === 0x1f || (tag !== undefined && this.tag !== tag)) {
      throw derError(`${this.#what}: unexpected tag ${this.tag.toString(16)}`);
    }
  }

  /** X.690 §10.1: definite form, in the fewest octets. */
  #longLength(offset: number, octets: number, limit: number): number {
    if (octets === 0 || octets > 4 || offset + octets > limit) throw derError(`${this.#what}: absurd length`);
    let length = 0;
    for (let index = 0; index < octets; index++)
      length = length * 256 + (this.bytes[offset + index] as number);
    const shortest = octets === 1 ? length >= 0x80 : this.bytes[offset] !== 0;
    if (!shortest) throw derError(`${this.#what}: length not minimal`);
    return length;
  }
}
