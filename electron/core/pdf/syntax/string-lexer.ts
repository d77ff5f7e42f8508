import { ByteBuilder } from '../../bytes/byte-builder.ts';
import { END_OF_BYTES, type ByteReader } from '../../bytes/byte-reader.ts';
import { hexDigitValue } from '../../bytes/hex-digit.ts';
import { CARRIAGE_RETURN, LINE_FEED, isWhiteSpace } from './characters.ts';
import { damaged } from './damage.ts';

/** No string that the product needs is longer (signatures are tens of kilobytes, form values less). */
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
export function readLiteralString(reader: ByteReader): Uint8Array {
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

/** Any end of line inside a string counts as one line feed. */
function readLineEnd(reader: ByteReader, byte: number): number {
  if (byte !== CARRIAGE_RETURN) return byte;
  if (reader.peek() === LINE_FEED) reader.next();
  return LINE_FEED;
}

/** @returns undefined where the escape stands for nothing (a backslash before an end of line) */
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

/** Reads `<…>` (ISO 32000-2 §7.3.4.3); the cursor stands on the opening bracket. */
export function readHexString(reader: ByteReader): Uint8Array {
  const builder = new ByteBuilder();
  reader.next();
  let high = -1;
  for (;;) {
    const byte = reader.next();
    if (byte === 0x3e) break;
    if (isWhiteSpace(byte)) continue;
    const digit = hexDigitValue(byte);
    if (digit < 0) throw damaged('not a hexadecimal digit', reader.position);
    if (high >= 0) append(builder, high * 16 + digit, reader);
    high = high >= 0 ? -1 : digit;
  }
  if (high >= 0) append(builder, high * 16, reader);
  return builder.toBytes();
}
