import { DER_BUDGET } from '../budgets.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { overBudget } from '../work-meter.ts';
import { derError } from './der-reader.ts';
import { writeElement } from './der-writer.ts';
import { TAG } from './identifiers.ts';

const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;

/** Strings in pieces (X.690 §8.7.3), which become one. */
const IN_PIECES = TAG.octetString | CONSTRUCTED;

/** One element as DER, and the length that it had as BER. */
interface Normalised {
  readonly der: Uint8Array;
  /** The number of octets that the element took up in the input. */
  readonly length: number;
}

/**
 * Reads the BER element at the start of `bytes` (X.690 §8.1), as writers of CMS leave it: indefinite lengths, lengths
 * that are longer than need be, octet strings in pieces. What is DER already stays as it is, byte for byte. The order
 * of sets and the values of simple types are left as they are.
 * @throws DER_INVALID, FILE_OVER_BUDGET
 */
export function normaliseBer(bytes: Uint8Array, what: string): Normalised {
  return new BerReader(bytes, what).element(0, bytes.length, 0);
}

class BerReader {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #elements = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  element(start: number, limit: number, depth: number): Normalised {
    this.#count(depth);
    const tag = this.#byte(start, limit);
    if ((tag & 0x1f) === 0x1f) throw derError(`${this.#what}: high tag number`);
    const { length, contentStart } = this.#length(start + 1, limit);
    const isConstructed = (tag & CONSTRUCTED) !== 0;
    if (length === null && !isConstructed) throw derError(`${this.#what}: primitive of indefinite length`);
    const end = length === null ? limit : contentStart + length;
    if (end > limit) throw derError(`${this.#what}: length beyond the end`);
    if (!isConstructed) {
      const content = this.#bytes.subarray(contentStart, end);
      return { der: writeElement(tag, content), length: end - start };
    }
    const { members, next } = this.#members(contentStart, end, length === null, depth);
    return { der: this.#joined(tag, members), length: next - start };
  }

  #members(
    start: number,
    end: number,
    isIndefinite: boolean,
    depth: number,
  ): { members: readonly Uint8Array[]; next: number } {
    const members: Uint8Array[] = [];
    let at = start;
    while (at < end) {
      if (isIndefinite && this.#bytes[at] === 0 && this.#bytes[at + 1] === 0)
        return { members, next: at + 2 };
      const { der, length } = this.element(at, end, depth + 1);
      members.push(der);
      at += length;
    }
    if (isIndefinite) throw derError(`${this.#what}: indefinite length without an end`);
    return { members, next: at };
  }

  /** Writes a constructed element; an octet string in pieces becomes one string. */
  #joined(tag: number, members: readonly Uint8Array[]): Uint8Array {
    if (tag !== IN_PIECES) return writeElement(tag, ...members);
    const contents = members.map((member) => {
      if (member[0] !== TAG.octetString)
        throw derError(`${this.#what}: octet string in pieces of another type`);
      return contentOfDer(member);
    });
    return writeElement(TAG.octetString, concatBytes(...contents));
  }

  #count(depth: number): void {
    this.#elements += 1;
    if (depth > DER_BUDGET.depth) throw overBudget('derDepth', DER_BUDGET.depth);
    if (this.#elements > DER_BUDGET.elements) throw overBudget('derElements', DER_BUDGET.elements);
  }

  /** @returns a length of null if it is indefinite */
  #length(offset: number, limit: number): { length: number | null; contentStart: number } {
    const first = this.#byte(offset, limit);
    if (first === INDEFINITE) return { length: null, contentStart: offset + 1 };
    if (first < 0x80) return { length: first, contentStart: offset + 1 };
    const octets = first & 0x7f;
    if (octets > 6) throw derError(`${this.#what}: absurd length`);
    let length = 0;
    for (let index = 1; index <= octets; index += 1)
      length = length * 256 + this.#byte(offset + index, limit);
    return { length, contentStart: offset + 1 + octets };
  }

  #byte(offset: number, limit: number): number {
    const byte = offset < limit ? this.#bytes[offset] : undefined;
    if (byte === undefined) throw derError(`${this.#what}: ends early`);
    return byte;
  }
}

/** Returns the content of an element that `writeElement` has written. */
function contentOfDer(element: Uint8Array): Uint8Array {
  const first = element[1] ?? 0;
  return element.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
}
