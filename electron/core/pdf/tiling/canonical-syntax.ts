import type { TilingRule } from '../../../shared/model/tiling-rule.ts';
import { ByteReader, END_OF_BYTES } from '../../bytes/byte-source.ts';
import { isRegular, isWhiteSpace, LINE_FEED, CARRIAGE_RETURN, readToken } from '../syntax/lexer.ts';
import type { PdfObject } from '../syntax/objects.ts';
import { Untiled } from './tiling-fault.ts';

const SPACE = 0x20;
export const PERCENT = 0x25;

/** Reads text that may be written in one way only, and refuses every other by a rule. */
export class CanonicalReader {
  readonly reader: ByteReader;
  readonly #rule: TilingRule;

  constructor(reader: ByteReader, rule: TilingRule) {
    this.reader = reader;
    this.#rule = rule;
  }

  /** Makes the error of this rule at the cursor. */
  fault(): Untiled {
    return new Untiled(this.#rule, this.reader.position);
  }

  /** Tells whether a text stands at the cursor. */
  sees(text: string): boolean {
    for (let at = 0; at < text.length; at += 1) {
      if (this.reader.peek(at) !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  /** Expects a text and moves behind it. @throws Untiled */
  expect(text: string): void {
    if (!this.sees(text)) throw this.fault();
    this.reader.position += text.length;
  }

  /** Reads a whole number without a sign or leading zeros. @throws Untiled */
  number(): number {
    const start = this.reader.position;
    const value = this.#digits(15);
    const length = this.reader.position - start;
    if (length > 1 && String(value).length !== length) throw this.fault();
    return value;
  }

  /** Reads exactly so many digits. @throws Untiled */
  fixedDigits(count: number): number {
    const start = this.reader.position;
    const value = this.#digits(count);
    if (this.reader.position - start !== count) throw this.fault();
    return value;
  }

  #digits(most: number): number {
    let value = 0;
    let count = 0;
    for (let digit = this.#digit(); digit >= 0 && count < most; digit = this.#digit()) {
      value = value * 10 + digit;
      count += 1;
      this.reader.position += 1;
    }
    if (count === 0) throw this.fault();
    return value;
  }

  /** Tells whether a number may begin at the cursor. */
  seesDigit(): boolean {
    return this.#digit() >= 0;
  }

  #digit(): number {
    const digit = this.reader.peek() - 0x30;
    return digit >= 0 && digit <= 9 ? digit : -1;
  }

  /** Expects CR, LF or CR LF, behind one blank at most, which some writers put there. @throws Untiled */
  lineEnd(): void {
    if (this.reader.peek() === SPACE) this.reader.position += 1;
    if (!this.skipLineEnd()) throw this.fault();
  }

  /** Moves past CR, LF or CR LF. @returns false if there is none */
  skipLineEnd(): boolean {
    const start = this.reader.position;
    if (this.reader.peek() === CARRIAGE_RETURN) this.reader.position += 1;
    if (this.reader.peek() === LINE_FEED) this.reader.position += 1;
    return this.reader.position > start;
  }

  /** Expects a keyword that ends there. @throws Untiled */
  keyword(text: string): void {
    this.expect(text);
    if (isRegular(this.reader.peek())) throw this.fault();
  }

  /** Moves past white space, and past nothing else. */
  skipWhiteSpace(): void {
    while (isWhiteSpace(this.reader.peek())) this.reader.position += 1;
  }
}

/** Expects that no comment stands between the tokens of a stretch. @throws Untiled, CodedError for broken tokens */
export function expectNoComment(source: ByteReader['source'], start: number, end: number): void {
  const reader = new ByteReader(source, start);
  for (;;) {
    while (isWhiteSpace(reader.peek())) reader.position += 1;
    if (reader.position >= end || reader.peek() === END_OF_BYTES) return;
    if (reader.peek() === PERCENT) throw new Untiled('comment', reader.position);
    readToken(reader);
  }
}

/** Expects that no dictionary in a value has a key twice: readers disagree on which counts. @throws Untiled */
export function expectSingleKeys(object: PdfObject, offset: number): void {
  if (object.kind === 'stream') expectSingleKeys(object.dictionary, offset);
  if (object.kind === 'array') for (const item of object.items) expectSingleKeys(item, offset);
  if (object.kind !== 'dictionary') return;
  if (object.duplicates.length > 0) throw new Untiled('duplicateKey', offset);
  for (const value of object.entries.values()) expectSingleKeys(value, offset);
}
