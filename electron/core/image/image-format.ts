import type { ScanKind } from '../../shared/model/approval.ts';
import { PICTURE_BUDGET } from '../budgets.ts';
import { latin1Text } from '../bytes/encodings.ts';

/** The kinds of picture that seals carry. */
type ImageFormat = 'png' | 'jpeg' | 'gif' | 'bmp';

/** The first bytes of each kind: PNG (ISO/IEC 15948) §5.2, ITU-T T.81 §B.1.1.3 (SOI and the next marker), GIF89a §17. */
const BEGINNINGS: readonly (readonly [ImageFormat, RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['bmp', /^BM/],
];

const LONGEST_BEGINNING = 8;

/**
 * Tells the kind of a picture by its content; null for anything else. The label in a seal
 * (`SES_ESPictureInfo.type`) is free text in practice ("PNG", "png", "ofd"), and names of files lie.
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const beginning = latin1Text(bytes.subarray(0, LONGEST_BEGINNING));
  return BEGINNINGS.find(([, pattern]) => pattern.test(beginning))?.[0] ?? null;
}

/** Where each kind states its width and height, and in which order of bytes. */
const SIZES = {
  png: (view: DataView) => [view.getUint32(16), view.getUint32(20)],
  gif: (view: DataView) => [view.getUint16(6, true), view.getUint16(8, true)],
  bmp: (view: DataView) => [view.getInt32(18, true), view.getInt32(22, true)],
} as const;
const SIZES_WITHIN = 26;

/**
 * Returns the pixels that a picture says it has, before any is decoded.
 * @returns 0 for a picture that is refused without being decoded: too large, of an unknown kind, cut short
 */
export function statedArea(bytes: Uint8Array): number {
  const format = imageFormat(bytes);
  if (format === null || format === 'jpeg' || bytes.length < SIZES_WITHIN) return 0;
  const [width = 0, height = 0] = SIZES[format](
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  );
  const area = Math.abs(width * height);
  return area > PICTURE_BUDGET.pixels ? 0 : area;
}

/** ISO 32000-2 §7.5.2: how the header of a PDF begins. */
const PDF_HEADER = '%PDF-';
/** ISO 32000-1 Annex H.3: readers accept the header within the first 1,024 bytes; scanners put junk before it. */
const PDF_HEADER_WITHIN = 1024;

/** Tells the kind of a paper for a PIN reset by its content; null for a kind that is not taken. */
export function paperTypeOf(bytes: Uint8Array): ScanKind | null {
  const format = imageFormat(bytes);
  if (format === 'png' || format === 'jpeg') return format;
  return latin1Text(bytes.subarray(0, PDF_HEADER_WITHIN)).includes(PDF_HEADER) ? 'pdf' : null;
}

/** The largest scan of an approval, in bytes. A page of 600 dpi in colour is smaller. */
export const LARGEST_SCAN = 20 * 1024 * 1024;

/** Tells the kind of an approval's scan by its content; null for a kind that is not taken and for too large a file. */
export function scanKindOf(bytes: Uint8Array): ScanKind | null {
  if (bytes.length > LARGEST_SCAN) return null;
  const format = imageFormat(bytes);
  if (format === 'png' || format === 'jpeg') return format;
  return latin1Text(bytes.subarray(0, PDF_HEADER.length)) === PDF_HEADER ? 'pdf' : null;
}
