import { latin1Bytes } from '../../bytes/latin1.ts';
import { pdfString, type PdfObject, type PdfString } from '../syntax/objects.ts';

/**
 * PDFDocEncoding where it differs from Latin-1 (ISO 32000-2 Annex D.2). Undefined codes become U+FFFD.
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

/** The text of a text string (ISO 32000-2 §7.9.2.2): UTF-16BE or UTF-8 with its mark, else PDFDocEncoding. */
export function textOf(object: PdfObject | undefined): string | undefined {
  if (object?.kind !== 'string') return undefined;
  const { bytes } = object;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16Text(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(bytes.subarray(3));
  }
  return Array.from(bytes, (byte) => String.fromCharCode(DIFFERENCES.get(byte) ?? byte)).join('');
}

function utf16Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  }
  return text;
}

/** A text string for writing: ASCII as it is, anything else in UTF-16BE with its mark. */
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
