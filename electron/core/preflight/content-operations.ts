import { CodedError } from '../../shared/errors.ts';
import { type ByteReader, END_OF_BYTES } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { isRegular, isWhiteSpace, readToken, type Token } from '../pdf/syntax/lexer.ts';

/** One operator of a content stream (ISO 32000-2 §7.8.2), with what an examination wants of its operands. */
export interface ContentOperation {
  readonly operator: string;
  /** The numbers, without those in arrays. */
  readonly numbers: readonly number[];
  /** The last name. */
  readonly name: string | null;
  /** Whether a string that is not blank is among the operands, or in an array. */
  readonly showsText: boolean;
  /** The bytes of all strings among the operands, and in arrays. */
  readonly textLength: number;
}

const OPERANDS = 64;
const BLANK = 0x20;

/** Reads content operator by operator; an inline image is `BI`, words of its entries, and one `EI`. Content that is damaged ends where the damage begins. */
export function* contentOperations(reader: ByteReader): Generator<ContentOperation> {
  let numbers: number[] = [];
  let name: string | null = null;
  let showsText = false;
  let textLength = 0;
  let depth = 0;
  for (let token = tokenOrEnd(reader); token.type !== 'end'; token = tokenOrEnd(reader)) {
    if (token.type === 'number') {
      if (depth === 0 && numbers.length < OPERANDS) numbers.push(token.value);
    } else if (token.type === 'name') {
      name = token.value;
    } else if (token.type === 'string') {
      showsText ||= token.bytes.some((byte) => byte !== BLANK);
      textLength += token.bytes.length;
    } else if (token.type === 'punctuation') {
      depth += '[<<'.includes(token.text) ? 1 : -1;
    } else {
      // An inline image is drawn where its data ends.
      if (token.text === 'ID') skipInlineImage(reader);
      yield { operator: token.text === 'ID' ? 'EI' : token.text, numbers, name, showsText, textLength };
      numbers = [];
      name = null;
      showsText = false;
      textLength = 0;
      depth = 0;
    }
  }
}

/** The longest operator that {@link mayHaveOperator} looks for. */
const LONGEST_WORD = 2;

/** Turns operators into the numbers by which {@link mayHaveOperator} knows them. @param operators of one or two letters */
export function operatorCodes(operators: readonly string[]): ReadonlySet<number> {
  return new Set(operators.map((word) => codeOf(latin1Bytes(word), word.length)));
}

/** Returns the number of the word of one or two letters that ends before `end`. */
function codeOf(content: Uint8Array, end: number, length = end): number {
  const last = content[end - 1] ?? 0;
  return length === 1 ? last : (content[end - 2] ?? 0) * 256 + last;
}

/**
 * Tells whether content may have one of these operators, much faster than reading it. It looks at words alone: one in a
 * string or a comment counts too, but none that is an operator is missed.
 */
export function mayHaveOperator(content: Uint8Array, operators: ReadonlySet<number>): boolean {
  const end = content.length;
  let start = 0;
  for (let at = 0; at <= end; at += 1) {
    if (at < end && isRegular(content[at] ?? END_OF_BYTES)) continue;
    const length = at - start;
    start = at + 1;
    if (length === 0 || length > LONGEST_WORD) continue;
    if (operators.has(codeOf(content, at, length))) return true;
  }
  return false;
}

function tokenOrEnd(reader: ByteReader): Token {
  try {
    return readToken(reader);
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return { type: 'end' };
    throw error;
  }
}

/** Skips the data of an inline image: it ends with `EI` between white space (§8.9.7). */
function skipInlineImage(reader: ByteReader): void {
  let before = reader.next();
  while (before !== END_OF_BYTES) {
    const ends =
      isWhiteSpace(before) && reader.peek() === 0x45 && reader.peek(1) === 0x49 && isEnd(reader.peek(2));
    if (ends) {
      reader.position += 2;
      return;
    }
    before = reader.next();
  }
}

function isEnd(byte: number): boolean {
  return byte === END_OF_BYTES || isWhiteSpace(byte);
}
