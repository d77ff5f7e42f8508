import { latin1Text } from '../../../core/bytes/encodings.ts';
import type { ReadPaper } from './papers.ts';

/** PDF 2.0 §7.5.2: the header; §H.3: readers take it within the first 1,024 bytes, scanners put junk before it. */
const PDF_MARK = '%PDF-';
const PDF_MARK_WITHIN = 1024;

const JPEG_MARK = [0xff, 0xd8, 0xff];
/** PNG (ISO/IEC 15948) §5.2 */
const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What a file is by its content; null for anything that is not taken. Its name says nothing. */
export function paperTypeOf(bytes: Uint8Array): ReadPaper['type'] | null {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (begins(PNG_MARK)) return 'png';
  if (begins(JPEG_MARK)) return 'jpeg';
  return latin1Text(bytes.subarray(0, PDF_MARK_WITHIN)).includes(PDF_MARK) ? 'pdf' : null;
}
