import { latin1Bytes } from '../../bytes/encodings.ts';
import { type PdfObject, pdfString, type PdfString } from '../syntax/objects.ts';

/**
 * The codes of PDFDocEncoding that differ from Latin-1 (ISO 32000-2 Annex D.2). Undefined codes become
 * U+FFFD.
 */
const DIFFERENCES = new Map([
  ...[0x2d8, 0x2c7, 0x2c6, 0x2d9, 0x2dd, 0x2db, 0x2da, 0x2dc].map((code, at) => [0x18 + at, code] as const),
  ...[
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192, 0x2044, 0x2039, 0x203a, 0x2212, 0x2030, 0x201e,
    0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x141, 0x152, 0x160, 0x178, 0x17d, 0x131,
    0x142, 0x153, 0x161, 0x17e, 0xfffd, 0x20ac,
  ].map((code, at) => [0x80 + at, code] as const),
  [0x7f, 0xfffd] as const,
  [0xad, 0xfffd] as const,
]);

const ASCII = /^[\x20-\x7e]*$/;

/** Reads a text string (ISO 32000-2 §7.9.2.2): UTF-16BE or UTF-8 with its mark, otherwise PDFDocEncoding. */
export function textOf(object: PdfObject | undefined): string | undefined {
  if (object?.kind !== 'string') return undefined;
  const { bytes } = object;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16Text(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(bytes.subarray(3));
  }
  return Array.from(bytes, (byte) => String.fromCharCode(DIFFERENCES.get(byte) ?? byte)).join('');
}

/** Writes text in PDFDocEncoding; null if a character is not in it. */
export function pdfDocBytes(text: string): Uint8Array | null {
  const codes = new Map([...DIFFERENCES].map(([code, character]) => [character, code]));
  const bytes = Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return codes.get(point) ?? (point < 0x100 && !DIFFERENCES.has(point) ? point : -1);
  });
  return bytes.includes(-1) ? null : Uint8Array.from(bytes);
}

function utf16Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  }
  return text;
}

/** Makes a text string: ASCII as it is, anything else in UTF-16BE with its mark. */
export function textString(text: string): PdfString {
  if (ASCII.test(text)) return pdfString(latin1Bytes(text));
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xfe, 0xff]);
  for (let at = 0; at < text.length; at += 1) {
    bytes[2 + at * 2] = text.charCodeAt(at) >> 8;
    bytes[3 + at * 2] = text.charCodeAt(at) & 255;
  }
  return pdfString(bytes, 'hex');
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Z+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?$/;
const MINUTE_MS = 60_000;

/**
 * Makes a date (ISO 32000-2 §7.9.4) in the zone `offsetMinutes` east of UTC. The default is China's zone,
 * where seals are made and read.
 */
export function dateString(date: Date, offsetMinutes = 480): PdfString {
  const local = new Date(date.getTime() + offsetMinutes * MINUTE_MS).toISOString();
  const digits = local.slice(0, 19).replace(/\D/g, '');
  const minutes = Math.abs(offsetMinutes);
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(minutes / 60)}'${twoDigits(minutes % 60)}'`;
  return pdfString(latin1Bytes(`D:${digits}${zone}`));
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** Reads a date; undefined for anything else. A date without a zone counts as UTC. */
export function dateOf(object: PdfObject | undefined): Date | undefined {
  const match = DATE.exec(textOf(object) ?? '');
  if (match === null) return undefined;
  const part = (at: number, fallback: number): number => Number(match[at] ?? fallback);
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const sign = match[7] === '-' ? -1 : 1;
  const date = new Date(utc - sign * (part(8, 0) * 60 + part(9, 0)) * MINUTE_MS);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
