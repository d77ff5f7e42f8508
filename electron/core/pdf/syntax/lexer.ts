import { CodedError, type ErrorCode } from '../../../shared/errors.ts';
import { ByteBuilder, concatBytes } from '../../bytes/byte-arrays.ts';
import { type ByteReader, END_OF_BYTES, WINDOW_LENGTH } from '../../bytes/byte-source.ts';
import { decodeDigitPairs, hexDigitValue, latin1Bytes, latin1Text } from '../../bytes/encodings.ts';

export type Token =
  | { readonly type: 'number'; readonly value: number; readonly text: string }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'string'; readonly bytes: Uint8Array; readonly form: 'literal' | 'hex' }
  | { readonly type: 'keyword'; readonly text: string }
  | { readonly type: 'punctuation'; readonly text: '[' | ']' | '<<' | '>>' | '{' | '}' }
  | { readonly type: 'end' };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** Annex C of ISO 32000-1 allows names of 127 bytes; longer ones occur, endless ones do not. */
const WORD_LENGTH_LIMIT = 4096;
const END: Token = { type: 'end' };

/** Moves past white space and comments (ISO 32000-2 §7.2.3 and §7.2.4). */
export function skipSpace(reader: ByteReader): void {
  for (;;) {
    const byte = reader.peek();
    if (isWhiteSpace(byte)) reader.position += 1;
    else if (byte === 0x25) skipComment(reader);
    else return;
  }
}

function skipComment(reader: ByteReader): void {
  for (let byte = reader.peek(); byte !== END_OF_BYTES && !isLineEnd(byte); byte = reader.peek())
    reader.next();
}

/**
 * Reads the next token and skips white space and comments before it.
 * @throws CodedError PDF_DAMAGED for text with which no token of PDF starts
 */
export function readToken(reader: ByteReader): Token {
  skipSpace(reader);
  const byte = reader.peek();
  if (byte === END_OF_BYTES) return END;
  if (byte === 0x2f) return readName(reader);
  if (isRegular(byte)) return readWord(reader);
  return readDelimited(reader, byte);
}

function readDelimited(reader: ByteReader, byte: number): Token {
  if (byte === 0x28) return { type: 'string', form: 'literal', bytes: readLiteralString(reader) };
  if (byte === 0x3c && reader.peek(1) !== 0x3c) {
    return { type: 'string', form: 'hex', bytes: readHexString(reader) };
  }
  const token = PUNCTUATION.get(byte);
  const length = token?.text.length ?? 0;
  if (token === undefined || (length === 2 && reader.peek(1) !== byte)) {
    throw damaged(`unexpected ${String.fromCharCode(byte)}`, reader.position);
  }
  reader.position += length;
  return token;
}

type Mark = Extract<Token, { readonly type: 'punctuation' }>;

/** By their first bytes. All other characters start a name, a word or a string. */
const PUNCTUATION: ReadonlyMap<number, Mark> = new Map(
  (['[', ']', '{', '}', '<<', '>>'] as const).map((text) => [
    text.charCodeAt(0),
    { type: 'punctuation', text },
  ]),
);

const HASH_SIGN = 0x23;
/** How many names, and how many words, are known again. */
const KNOWN = 1024;
const knownNames: (Token | undefined)[] = new Array<undefined>(KNOWN);
const knownWords: (Token | undefined)[] = new Array<undefined>(KNOWN);

/**
 * Reads the name or the word at the cursor if the bytes at hand hold all of it. A document has few different ones, so that
 * those which came last are known again instead of being made anew.
 * @returns null for one that has to be read byte by byte
 */
function readKnown(
  reader: ByteReader,
  known: (Token | undefined)[],
  make: (text: string) => Token,
): Token | null {
  reader.peek();
  const { window, inWindow: start } = reader;
  let end = start;
  let mixed = 0;
  for (let byte = window[end]; byte !== undefined && isRegular(byte); byte = window[end]) {
    if (byte === HASH_SIGN) return null;
    mixed = Math.imul(mixed, 31) + byte;
    end += 1;
  }
  if (end >= window.length) return null;
  reader.position += end - start;
  const slot = mixed & (KNOWN - 1);
  const before = known[slot];
  if (before !== undefined && isText(textOf(before), window, start, end)) return before;
  const token = make(latin1Text(window.subarray(start, end)));
  known[slot] = token;
  return token;
}

function textOf(token: Token): string {
  if (token.type === 'name') return token.value;
  return 'text' in token ? token.text : '';
}

function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

const nameToken = (value: string): Token => ({ type: 'name', value });

function wordToken(text: string): Token {
  return NUMBER.test(text) ? { type: 'number', value: Number(text), text } : { type: 'keyword', text };
}

function readName(reader: ByteReader): Token {
  reader.next();
  const known = readKnown(reader, knownNames, nameToken);
  if (known !== null) return known;
  let value = '';
  while (isRegular(reader.peek())) {
    value += String.fromCharCode(readNameByte(reader));
    if (value.length > WORD_LENGTH_LIMIT) throw damaged('name too long', reader.position);
  }
  return nameToken(value);
}

/**
 * Reads one byte of a name. `#` and two digits stand for a byte; PDF 1.1 had no escapes, so a bare `#` is
 * itself.
 */
function readNameByte(reader: ByteReader): number {
  const byte = reader.next();
  if (byte !== 0x23) return byte;
  const high = hexDigitValue(reader.peek());
  const low = hexDigitValue(reader.peek(1));
  if (high < 0 || low < 0) return byte;
  reader.position += 2;
  return high * 16 + low;
}

function readWord(reader: ByteReader): Token {
  const known = readKnown(reader, knownWords, wordToken);
  if (known !== null) return known;
  let text = '';
  while (isRegular(reader.peek())) {
    text += String.fromCharCode(reader.next());
    if (text.length > WORD_LENGTH_LIMIT) throw damaged('token too long', reader.position);
  }
  return wordToken(text);
}

/** No string that the product needs is longer: signatures have tens of kilobytes, form values less. */
const STRING_LENGTH_LIMIT = 16 * 1024 * 1024;

const BACKSLASH = 0x5c;
const OPENING = 0x28;
const CLOSING = 0x29;

/** One-letter escapes of ISO 32000-2 table 3: n r t b f. */
const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

function append(builder: ByteBuilder, byte: number, reader: ByteReader): void {
  if (builder.length >= STRING_LENGTH_LIMIT) throw damaged('string too long', reader.position);
  builder.push(byte);
}

/** Reads `(…)` (ISO 32000-2 §7.3.4.2); the cursor stands on the opening parenthesis. */
function readLiteralString(reader: ByteReader): Uint8Array {
  const builder = new ByteBuilder();
  let depth = 0;
  for (;;) {
    const byte = reader.next();
    if (byte === END_OF_BYTES) throw damaged('string without end', reader.position);
    if (byte === OPENING) depth += 1;
    if (byte === CLOSING) depth -= 1;
    if (depth === 0) return builder.toBytes();
    if (byte === OPENING && depth === 1) continue;
    const decoded = byte === BACKSLASH ? readEscape(reader) : readLineEnd(reader, byte);
    if (decoded !== undefined) append(builder, decoded, reader);
  }
}

/** Reads a byte of a string; any end of line counts as one line feed. */
function readLineEnd(reader: ByteReader, byte: number): number {
  if (byte !== CARRIAGE_RETURN) return byte;
  if (reader.peek() === LINE_FEED) reader.next();
  return LINE_FEED;
}

/** Reads an escape; undefined for one that stands for nothing (a backslash before an end of line). */
function readEscape(reader: ByteReader): number | undefined {
  const byte = reader.next();
  if (byte === END_OF_BYTES) throw damaged('string without end', reader.position);
  if (byte >= 0x30 && byte <= 0x37) return readOctal(reader, byte - 0x30);
  if (byte === LINE_FEED) return undefined;
  if (byte !== CARRIAGE_RETURN) return ESCAPES.get(byte) ?? byte;
  if (reader.peek() === LINE_FEED) reader.next();
  return undefined;
}

function readOctal(reader: ByteReader, first: number): number {
  let value = first;
  for (let digits = 1; digits < 3; digits += 1) {
    const digit = reader.peek() - 0x30;
    if (digit < 0 || digit > 7) break;
    reader.next();
    value = value * 8 + digit;
  }
  return value & 0xff;
}

const HEX_END = 0x3e;
/** The bytes of one window of a reader; reading is never interrupted by another. */
const decoded = new Uint8Array(WINDOW_LENGTH);

/**
 * Reads `<…>` (ISO 32000-2 §7.3.4.3); the cursor stands on the opening bracket. Signatures are read here, tens of
 * kilobytes in a row: a window at a time.
 */
function readHexString(reader: ByteReader): Uint8Array {
  const whole: Uint8Array[] = [];
  let length = 0;
  let high = -1;
  reader.next();
  for (;;) {
    const window = reader.atHand();
    if (window.length === 0) throw damaged('not a hexadecimal digit', reader.position);
    let count = high < 0 ? decodeDigitPairs(window, 0, decoded) : 0;
    let at = 2 * count;
    for (; at < window.length; at += 1) {
      const byte = window[at] ?? HEX_END;
      const digit = hexDigitValue(byte);
      if (digit >= 0) {
        if (high >= 0) decoded[count++] = high * 16 + digit;
        high = high >= 0 ? -1 : digit;
      } else if (byte === HEX_END) break;
      else if (!isWhiteSpace(byte)) throw damaged('not a hexadecimal digit', reader.position + at + 1);
    }
    const ends = at < window.length;
    if (ends && high >= 0) decoded[count++] = high * 16;
    length += count;
    if (length > STRING_LENGTH_LIMIT) throw damaged('string too long', reader.position);
    whole.push(decoded.slice(0, count));
    reader.position += ends ? at + 1 : at;
    if (ends) return whole.length === 1 && whole[0] !== undefined ? whole[0] : concatBytes(...whole);
  }
}

/** Character classes of ISO 32000-2 §7.2.3, tables 1 and 2. */
const REGULAR = 0;
const WHITE_SPACE = 1;
const DELIMITER = 2;

const CLASSES = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASSES[byte] = WHITE_SPACE;
for (const byte of latin1Bytes('()<>[]{}/%')) CLASSES[byte] = DELIMITER;

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** Tells whether the byte is white space (ISO 32000-2 table 1). */
export function isWhiteSpace(byte: number): boolean {
  return CLASSES[byte] === WHITE_SPACE;
}

/** Tells whether the byte may stand inside a name, number or keyword; false at the end of the bytes. */
export function isRegular(byte: number): boolean {
  return CLASSES[byte] === REGULAR;
}

/** Tells whether the byte is CR or LF. */
export function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** Makes an error about the file's structure; the offset is for logs. */
export function damaged(what: string, offset?: number, code: ErrorCode = 'PDF_DAMAGED'): CodedError {
  return offset === undefined
    ? new CodedError(code, what)
    : new CodedError(code, `${what} at byte ${String(offset)}`, { offset });
}
