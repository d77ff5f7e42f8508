import { CodedError } from '../../shared/errors.ts';
import { DER_BUDGET } from '../budgets.ts';
import { overBudget } from '../work-meter.ts';

/** One element of a DER encoding. The arrays are views of the input, so signatures are checked over them. */
export interface DerElement {
  /** Identifier octet: class, constructed bit and tag number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Identifier, length and content as the input holds them. */
  readonly raw: Uint8Array;
}

/** Lengths above this are refused before anything is allocated; no seal or revocation list comes near it. */
const LARGEST_LENGTH = 0x3fffffff;

/** Makes the error DER_INVALID; the message is for logs. */
export function derError(message: string): CodedError {
  return new CodedError('DER_INVALID', message);
}

/**
 * Reads the elements of one constructed value in order, strictly: definite lengths in their shortest form,
 * low tag numbers, nothing beyond the end. Depth is bounded because every type reads its own members: no
 * function here recurses.
 */
export class DerCursor {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #offset = 0;

  /** @param what names the value in error messages */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  get atEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** The bytes that no call has read yet. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#offset);
  }

  /** The identifier octet of the next element; undefined at the end. */
  get nextTag(): number | undefined {
    return this.#bytes[this.#offset];
  }

  /** Reads the next element. @param tag the tag that it must have; any if none is given */
  next(tag?: number): DerElement {
    const element = this.#read();
    if (tag !== undefined && element.tag !== tag) {
      throw derError(`${this.#what}: expected tag ${tag.toString(16)}, found ${element.tag.toString(16)}`);
    }
    this.#offset += element.raw.length;
    return element;
  }

  /** Reads the next element if it has `tag`. */
  optional(tag: number): DerElement | undefined {
    return this.nextTag === tag ? this.next(tag) : undefined;
  }

  /** Expects the end. @throws DER_INVALID if elements are left */
  end(): void {
    if (!this.atEnd) throw derError(`${this.#what}: unexpected data at its end`);
  }

  #read(): DerElement {
    const tag = this.#byte(this.#offset);
    if ((tag & 0x1f) === 0x1f) throw derError(`${this.#what}: high tag number`);
    const { length, contentOffset } = this.#length(this.#offset + 1);
    const end = contentOffset + length;
    if (end > this.#bytes.length) throw derError(`${this.#what}: length beyond the end`);
    return {
      tag,
      content: this.#bytes.subarray(contentOffset, end),
      raw: this.#bytes.subarray(this.#offset, end),
    };
  }

  /** X.690 §10.1: the definite form, in the fewest octets. */
  #length(offset: number): { length: number; contentOffset: number } {
    const first = this.#byte(offset);
    if (first < 0x80) return { length: first, contentOffset: offset + 1 };
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) throw derError(`${this.#what}: indefinite or absurd length`);
    let length = 0;
    for (let index = 1; index <= octets; index++) length = length * 256 + this.#byte(offset + index);
    const shortest = octets === 1 ? length >= 0x80 : this.#byte(offset + 1) !== 0;
    if (!shortest || length > LARGEST_LENGTH) throw derError(`${this.#what}: length not minimal or absurd`);
    return { length, contentOffset: offset + 1 + octets };
  }

  #byte(offset: number): number {
    const byte = this.#bytes[offset];
    if (byte === undefined) throw derError(`${this.#what}: ends early`);
    return byte;
  }
}

/**
 * Reads exactly one element that fills `bytes`.
 * @throws DER_INVALID, also for bytes that follow it
 */
export function readDer(bytes: Uint8Array, what: string, tag?: number): DerElement {
  const cursor = new DerCursor(bytes, what);
  const element = cursor.next(tag);
  cursor.end();
  return element;
}

/**
 * Reads the element at the start of `bytes` and ignores what follows, as for /Contents, which is padded with
 * zeros.
 */
export function readDerPrefix(bytes: Uint8Array, what: string, tag?: number): DerElement {
  return new DerCursor(bytes, what).next(tag);
}

/** Returns a cursor over the members of a constructed element. */
export function membersOf(element: DerElement, what: string): DerCursor {
  if ((element.tag & 0x20) === 0) throw derError(`${what}: not constructed`);
  return new DerCursor(element.content, what);
}

/** Reads all members of a constructed element. @throws DER_INVALID, FILE_OVER_BUDGET */
export function elementsOf(element: DerElement, what: string): DerElement[] {
  const cursor = membersOf(element, what);
  const elements: DerElement[] = [];
  while (!cursor.atEnd) {
    if (elements.length >= DER_BUDGET.members) throw overBudget('members', DER_BUDGET.members);
    elements.push(cursor.next());
  }
  return elements;
}

/**
 * Steps over elements by offsets, as strictly as `DerCursor` but without an object for each, for lists of a
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
   * @param tag the tag that the element must have; any if none is given
   * @throws DER_INVALID
   */
  step(offset: number, limit: number, tag?: number): void {
    const { bytes } = this;
    if (offset + 2 > limit) throw derError(`${this.#what}: ends early`);
    this.tag = bytes[offset] ?? 0;
    const first = bytes[offset + 1] ?? 0;
    const length = first < 0x80 ? first : this.#longLength(offset + 2, first & 0x7f, limit);
    this.contentStart = offset + 2 + (first < 0x80 ? 0 : first & 0x7f);
    this.end = this.contentStart + length;
    if (this.end > limit) throw derError(`${this.#what}: length beyond the end`);
    if ((this.tag & 0x1f) === 0x1f || (tag !== undefined && this.tag !== tag)) {
      throw derError(`${this.#what}: unexpected tag ${this.tag.toString(16)}`);
    }
  }

  /** X.690 §10.1: the definite form, in the fewest octets. */
  #longLength(offset: number, octets: number, limit: number): number {
    if (octets === 0 || octets > 4 || offset + octets > limit) throw derError(`${this.#what}: absurd length`);
    let length = 0;
    for (let index = 0; index < octets; index++) length = length * 256 + (this.bytes[offset + index] ?? 0);
    const shortest = octets === 1 ? length >= 0x80 : this.bytes[offset] !== 0;
    if (!shortest) throw derError(`${this.#what}: length not minimal`);
    return length;
  }
}
