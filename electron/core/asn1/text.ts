import { TAG } from './identifiers.ts';
import { derError, type DerElement } from './der-reader.ts';

const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/** Reads an IA5String. @throws DER_INVALID */
export function ia5TextOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.ia5String) throw derError(`${what}: not an IA5String`);
  return asciiOf(element.content, what);
}

/** Reads a UTF8String. @throws DER_INVALID */
export function utf8TextOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.utf8String) throw derError(`${what}: not a UTF8String`);
  return utf8Of(element.content, what);
}

/** Reads a PrintableString strictly. @throws DER_INVALID */
export function printableTextOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.printableString) throw derError(`${what}: not a PrintableString`);
  const text = asciiOf(element.content, what);
  if (!PRINTABLE.test(text)) throw derError(`${what}: character outside PrintableString`);
  return text;
}

/**
 * Reads any string type of a distinguished name (RFC 5280 §4.1.2.4). PrintableString is read as ASCII, since
 * certificates in the field put other characters (such as @ and &) into it.
 */
export function directoryTextOf(element: DerElement, what: string): string {
  if (element.tag === TAG.utf8String) return utf8Of(element.content, what);
  if (element.tag === TAG.bmpString) return utf16Of(element.content, what);
  if (element.tag === TAG.universalString) return utf32Of(element.content, what);
  if (element.tag === TAG.teletexString) return latinOf(element.content);
  return asciiOf(element.content, what);
}

function asciiOf(content: Uint8Array, what: string): string {
  if (content.some((byte) => byte >= 0x80)) throw derError(`${what}: not ASCII`);
  return latinOf(content);
}

function latinOf(content: Uint8Array): string {
  return Array.from(content, (byte) => String.fromCharCode(byte)).join('');
}

function utf8Of(content: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw derError(`${what}: not UTF-8`);
  }
}

function utf16Of(content: Uint8Array, what: string): string {
  if (content.length % 2 !== 0) throw derError(`${what}: odd length of a BMPString`);
  const units: string[] = [];
  for (let index = 0; index < content.length; index += 2) {
    units.push(String.fromCharCode(((content[index] ?? 0) << 8) | (content[index + 1] ?? 0)));
  }
  return units.join('');
}

function utf32Of(content: Uint8Array, what: string): string {
  if (content.length % 4 !== 0) throw derError(`${what}: odd length of a UniversalString`);
  const points: string[] = [];
  for (let index = 0; index < content.length; index += 4) {
    const [high = 0, second = 0, third = 0, low = 0] = content.subarray(index, index + 4);
    const point = high * 0x1000000 + second * 0x10000 + third * 0x100 + low;
    if (point > 0x10ffff) throw derError(`${what}: no such character`);
    points.push(String.fromCodePoint(point));
  }
  return points.join('');
}
