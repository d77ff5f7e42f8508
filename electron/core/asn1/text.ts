import { TAG } from './identifiers.ts';
import { derError, type DerElement } from './der-reader.ts';

/**
 * Readers of text. Only the type is checked, never the characters: a signature covers bytes, and an authority that
 * puts Chinese text into an ASCII type has signed them all the same. What the type does not allow is shown as best it
 * can be: see {@link shownText}. Whoever decides by a name compares its bytes.
 */

/** Reads an IA5String. @throws DER_INVALID for another type */
export function ia5TextOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.ia5String) throw derError(`${what}: not an IA5String`);
  return shownText(element.content);
}

/** Reads a UTF8String. @throws DER_INVALID for another type */
export function utf8TextOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.utf8String) throw derError(`${what}: not a UTF8String`);
  return shownText(element.content);
}

/** The types that stand where a PrintableString is due. */
const PRINTABLE_TAGS: ReadonlySet<number> = new Set([TAG.printableString, TAG.ia5String, TAG.utf8String]);

/** Reads a PrintableString, or the IA5String or UTF8String that vendors write in its place. @throws DER_INVALID */
export function printableTextOf(element: DerElement, what: string): string {
  if (!PRINTABLE_TAGS.has(element.tag)) throw derError(`${what}: not a PrintableString`);
  return shownText(element.content);
}

/** Reads any string type of a distinguished name (RFC 5280 §4.1.2.4), whatever its bytes are. */
export function directoryTextOf({ tag, content }: DerElement): string {
  if (tag === TAG.bmpString) return utf16Of(content) ?? shownText(content);
  if (tag === TAG.universalString) return utf32Of(content) ?? shownText(content);
  if (tag === TAG.teletexString) return teletexText(content);
  return shownText(content);
}

/** Decodes text of unknown encoding: UTF-8 if it is that, else GB18030 if it is that, else Latin-1. */
function shownText(content: Uint8Array): string {
  return decoded('utf-8', content) ?? decoded('gb18030', content) ?? latinOf(content);
}

/** Two bytes above A0 are a character of GB 2312; a single letter with an accent is Latin-1. */
const GB_2312_PAIRS = /^(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*$/;

/** TeletexString (T.61) is Latin-1 in European certificates, and GB 2312 or UTF-8 in Chinese ones. */
function teletexText(content: Uint8Array): string {
  const latin = latinOf(content);
  return GB_2312_PAIRS.test(latin) ? shownText(content) : (decoded('utf-8', content) ?? latin);
}

function latinOf(content: Uint8Array): string {
  return Array.from(content, (byte) => String.fromCharCode(byte)).join('');
}

/** Returns null for bytes that are no text in this encoding. */
function decoded(encoding: 'utf-8' | 'gb18030', content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

function utf16Of(content: Uint8Array): string | null {
  if (content.length % 2 !== 0) return null;
  const units: string[] = [];
  for (let index = 0; index < content.length; index += 2) {
    units.push(String.fromCharCode(((content[index] ?? 0) << 8) | (content[index + 1] ?? 0)));
  }
  return units.join('');
}

function utf32Of(content: Uint8Array): string | null {
  if (content.length % 4 !== 0) return null;
  const points: string[] = [];
  for (let index = 0; index < content.length; index += 4) {
    const [high = 0, second = 0, third = 0, low = 0] = content.subarray(index, index + 4);
    const point = high * 0x1000000 + second * 0x10000 + third * 0x100 + low;
    if (point > 0x10ffff) return null;
    points.push(String.fromCodePoint(point));
  }
  return points.join('');
}
