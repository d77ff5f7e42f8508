import { END_OF_BYTES, type ByteReader } from '../../bytes/byte-reader.ts';
import { hexDigitValue } from '../../bytes/hex-digit.ts';
import { isLineEnd, isRegular, isWhiteSpace } from './characters.ts';
import { damaged } from './damage.ts';
import { readHexString, readLiteralString } from './string-lexer.ts';

export type Punctuation = '[' | ']' | '<<' | '>>' | '{' | '}';

export type Token =
  | { readonly type: 'number'; readonly value: number; readonly text: string }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'string'; readonly bytes: Uint8Array; readonly form: 'literal' | 'hex' }
  | { readonly type: 'keyword'; readonly text: string }
  | { readonly type: 'punctuation'; readonly text: Punctuation }
  | { readonly type: 'end' };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** Annex C of ISO 32000-1 allows names of 127 bytes; longer ones occur, endless ones do not. */
const WORD_LENGTH_LIMIT = 4096;
const END: Token = { type: 'end' };

/** Moves past white space and comments (ISO 32000-2 §7.2.3 and §7.2.4). */
export function skipSpace(reader: ByteReader): void {
  for (;;) {
    const byte = reader.peek();
    if (isWhiteSpace(byte)) reader.next();
    else if (byte === 0x25) skipComment(reader);
    else return;
  }
}

function skipComment(reader: ByteReader): void {
  for (let byte = reader.peek(); byte !== END_OF_BYTES && !isLineEnd(byte); byte = reader.peek())
    reader.next();
}

/**
 * Reads the next token, white space and comments before it included.
 * @throws CodedError PDF_DAMAGED for text that no token of PDF starts with
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
  const doubled = byte === 0x3c || byte === 0x3e;
  const text = String.fromCharCode(byte).repeat(doubled ? 2 : 1);
  if ((doubled && reader.peek(1) !== byte) || byte === 0x29) {
    throw damaged(`unexpected ${text.charAt(0)}`, reader.position);
  }
  reader.position += text.length;
  return { type: 'punctuation', text: text as Punctuation };
}

function readName(reader: ByteReader): Token {
  reader.next();
  let value = '';
  while (isRegular(reader.peek())) {
    value += String.fromCharCode(readNameByte(reader));
    if (value.length > WORD_LENGTH_LIMIT) throw damaged('name too long', reader.position);
  }
  return { type: 'name', value };
}

/** `#` and two digits stand for a byte; PDF 1.1 had no escapes, so a bare `#` is itself. */
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
  let text = '';
  while (isRegular(reader.peek())) {
    text += String.fromCharCode(reader.next());
    if (text.length > WORD_LENGTH_LIMIT) throw damaged('token too long', reader.position);
  }
  return NUMBER.test(text) ? { type: 'number', value: Number(text), text } : { type: 'keyword', text };
}
