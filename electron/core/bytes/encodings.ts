import { readJson } from './json.ts';

/** Writes bytes as lower-case hexadecimal text. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/**
 * Reads hexadecimal text.
 * @throws RangeError for text that is not an even number of hexadecimal digits
 */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) throw new RangeError('not hexadecimal');
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const high = hexDigitValue(text.charCodeAt(index * 2));
    const low = hexDigitValue(text.charCodeAt(index * 2 + 1));
    if (high < 0 || low < 0) throw new RangeError('not hexadecimal');
    bytes[index] = high * 16 + low;
  }
  return bytes;
}

/** The value of each ASCII hexadecimal digit, and -1 for all other bytes: digits in no order make branches slow. */
const DIGIT_VALUES = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  for (const form of [digit, digit.toUpperCase()]) DIGIT_VALUES[form.charCodeAt(0)] = value;
}

/** Returns the value of an ASCII hexadecimal digit, or -1. */
export function hexDigitValue(byte: number): number {
  return DIGIT_VALUES[byte] ?? -1;
}

/**
 * Reads digits two by two from `start` on, until something else stands among them or at their end, and writes their bytes.
 * @param target has room for half as many bytes as there are digits
 * @returns how many bytes it wrote
 */
export function decodeDigitPairs(digits: Uint8Array, start: number, target: Uint8Array): number {
  let count = 0;
  for (let at = start; at + 1 < digits.length; at += 2) {
    const high = hexDigitValue(digits[at] ?? 0);
    const low = hexDigitValue(digits[at + 1] ?? 0);
    if ((high | low) < 0) break;
    target[count] = high * 16 + low;
    count += 1;
  }
  return count;
}

/** Reads one character a byte (ISO 8859-1), as PDF syntax is read and written. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  // By index: an iterator takes several times as long, and this reads every stream that is text.
  for (let at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** Reverses {@link latin1Text}. @throws RangeError for a character above U+00FF */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw new RangeError(`character U+${code.toString(16)} is not Latin-1`);
    bytes[at] = code;
  }
  return bytes;
}

/** Encodes a text in UTF-8. */
export function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The most octets of a unit of UTF-16 in UTF-8. */
const OCTETS = 3;

/**
 * Returns a function that encodes texts in UTF-8, each in the memory of the one before: what it returns is good until its
 * next call.
 * @param length of most texts
 */
export function reusingUtf8(length: number): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  let memory = new Uint8Array(2 * length * OCTETS);
  return (text) => {
    if (text.length * OCTETS > memory.length) memory = new Uint8Array(2 * text.length * OCTETS);
    return memory.subarray(0, encoder.encodeInto(text, memory).written);
  };
}

/** Decodes UTF-8; bytes that are no UTF-8 become U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Keeps a byte order mark, so that the same text always stands for the same bytes. */
const exactly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes UTF-8 so that {@link utf8Bytes} gives the same bytes again; null for bytes that are no UTF-8. */
export function exactUtf8Text(bytes: Uint8Array): string | null {
  try {
    return exactly.decode(bytes);
  } catch {
    return null;
  }
}

/** Reads JSON in UTF-8; null for bytes that are no JSON. */
export function jsonOrNull(bytes: Uint8Array): unknown {
  return jsonInTextOrNull(utf8Text(bytes));
}

/** Reads JSON; null for a text that is no JSON. */
export function jsonInTextOrNull(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null;
  }
}
