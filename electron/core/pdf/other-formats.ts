import type { ErrorCode } from '../../shared/errors.ts';
import { latin1Text } from '../bytes/encodings.ts';

/** Where the entries of an archive are named: at its beginning, and in the directory at its end (APPNOTE 4.3.6). */
export const ARCHIVE_REACH = 64 * 1024;

const ARCHIVE = /^PK\x03\x04/;
/** GB/T 33190: the entry of the package. */
const OFD_ENTRY = 'OFD.xml';
/** ECMA-376 part 2; the folders of Word, Excel and PowerPoint, which WPS writes too. */
const OFFICE_ENTRY = /\[Content_Types\]\.xml|(?:word|xl|ppt)\//;
/** [MS-CFB] 2.2: the container of the older kinds (.doc, .xls, .ppt, .wps, .et). */
const COMPOUND_FILE = /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/;
/** PNG, JPEG, GIF, TIFF in both orders of bytes. */
const PICTURE = /^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*)/;

/**
 * What encryption software of companies (透明加密) puts before a file that it hands as ciphertext to a program that it does
 * not trust: 亿赛通 (E-SafeNet), and another whose files begin with TSD. Others leave no mark that is known.
 */
const GUARDED = /^(?:%TSD-Header-###%|[^]{0,512}E-SafeNet[^]{0,64}LOCK)/;

/**
 * Names what a file without the mark of a PDF is, so that the person learns what to do with it.
 * @param head its first bytes
 * @param tail its last bytes, up to {@link ARCHIVE_REACH}
 */
export function codeOfOtherFormat(head: Uint8Array, tail: Uint8Array): ErrorCode {
  const beginning = latin1Text(head);
  if (GUARDED.test(beginning)) return 'FILE_GUARDED';
  if (PICTURE.test(beginning)) return 'FILE_IS_PICTURE';
  if (COMPOUND_FILE.test(beginning)) return 'FILE_IS_OFFICE_DOCUMENT';
  if (!ARCHIVE.test(beginning)) return 'NOT_A_PDF';
  const names = beginning + latin1Text(tail);
  if (names.includes(OFD_ENTRY)) return 'FILE_IS_OFD';
  return OFFICE_ENTRY.test(names) ? 'FILE_IS_OFFICE_DOCUMENT' : 'NOT_A_PDF';
}
