import type { ErrorCode } from '../../shared/errors.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { latin1Text } from '../bytes/encodings.ts';

/** The reach within which readers look for the header (ISO 32000-1 Annex H, implementation note 13). */
export const HEADER_REACH = 1024;
/** Where the entries of an archive are named: at its beginning, and in the directory at its end (APPNOTE 4.3.6). */
export const ARCHIVE_REACH = 64 * 1024;

/** The reach of the directory of an OFD with ten thousand pages. */
const LONG_DIRECTORY_REACH = 4 * 1024 * 1024;

const ARCHIVE = /^PK\x03\x04/;
/** GB/T 33190: the entry of the package. */
const OFD_ENTRY = 'OFD.xml';
/** APPNOTE 4.3.12: the entry of the package in the directory, whose name has seven bytes. */
const OFD_IN_DIRECTORY = /PK\x01\x02[^]{24}\x07\0[^]{16}OFD\.xml/;
/** ECMA-376 part 2; the folders of Word, Excel and PowerPoint, which WPS writes too; ODF 1.3 part 2 §3.3. */
const OFFICE_ENTRY = /\[Content_Types\]\.xml|(?:word|xl|ppt)\/|mimetypeapplication\/vnd\.oasis\.opendocument/;
/** [MS-CFB] 2.2: the container of the older kinds (.doc, .xls, .ppt, .wps, .et). */
export const COMPOUND_FILE = /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/;
/** Rich Text Format 1.9.1. */
const RICH_TEXT = /^\{\\rtf/;
/** PNG, JPEG, GIF, TIFF in both orders of bytes, BMP (its header is 40 bytes or more), WebP. */
const PICTURE =
  /^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM[^]{12}[\x28-\x7c]\0\0\0|RIFF[^]{4}WEBP)/;
/** Archives and films, whose content looks like chance too: 7z, RAR, gzip, zstd, MP4. */
const PACKED = /^(?:PK|7z\xbc\xaf|Rar!|\x1f\x8b|\x28\xb5\x2f\xfd|[^]{4}ftyp)/;

/**
 * What encryption software of companies (透明加密) puts before a file that it hands as ciphertext to a program that it does
 * not trust: 亿赛通 (E-SafeNet), and another whose files begin with TSD. Others leave no mark that is known.
 */
const GUARDED = /^(?:%TSD-Header-###%|[^]{0,512}E-SafeNet[^]{0,64}LOCK)/;

/** Tells whether a file begins as a PDF does. */
export function isPdf(source: ByteSource): boolean {
  return latin1Text(source.read(0, HEADER_REACH)).includes('%PDF-');
}

/** Tells whether a file is an OFD: an archive that names the entry of the package. One that begins as a PDF is taken for that. */
export function isOfd(source: ByteSource): boolean {
  return !isPdf(source) && otherFormatOf(source) === 'FILE_IS_OFD';
}

/** Names what a file without the mark of a PDF is, as {@link codeOfOtherFormat} does. */
export function otherFormatOf(source: ByteSource): ErrorCode {
  const head = source.read(0, HEADER_REACH);
  const reach = tailReach(head);
  return codeOfOtherFormat(head, source.read(Math.max(0, source.size - reach), reach));
}

/** Returns how many of the last bytes of a file tell what it is. @param head its first bytes */
export function tailReach(head: Uint8Array): number {
  return ARCHIVE.test(latin1Text(head)) ? LONG_DIRECTORY_REACH : ARCHIVE_REACH;
}

/**
 * Names what a file without the mark of a PDF is, so that the person learns what to do with it. Bytes like chance and no known
 * beginning are what an encryption that leaves no mark hands out.
 * @param head its first bytes
 * @param tail its last bytes, as many as {@link tailReach} says
 */
export function codeOfOtherFormat(head: Uint8Array, tail: Uint8Array): ErrorCode {
  const beginning = latin1Text(head);
  if (GUARDED.test(beginning)) return 'FILE_GUARDED';
  if (PICTURE.test(beginning)) return 'FILE_IS_PICTURE';
  if (COMPOUND_FILE.test(beginning) || RICH_TEXT.test(beginning)) return 'FILE_IS_OFFICE_DOCUMENT';
  if (!PACKED.test(beginning) && looksLikeChance(head) && looksLikeChance(tail))
    return 'FILE_LOOKS_ENCRYPTED';
  if (!ARCHIVE.test(beginning)) return 'NOT_A_PDF';
  const names = beginning + latin1Text(tail.subarray(-ARCHIVE_REACH));
  if (names.includes(OFD_ENTRY) || OFD_IN_DIRECTORY.test(latin1Text(tail))) return 'FILE_IS_OFD';
  return OFFICE_ENTRY.test(names) ? 'FILE_IS_OFFICE_DOCUMENT' : 'NOT_A_PDF';
}

/** APPNOTE 4.3.16: the record at the end of an archive, without its comment; 4.3.12: what begins its directory. */
const ARCHIVE_END = 'PK\x05\x06';
const ARCHIVE_END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const DIRECTORY_ENTRY = 'PK\x01\x02';

/**
 * Tells whether readers of archives find one in a file, whatever it begins with: they look for its directory from the end,
 * some before that record by the size of the directory, others by its offset.
 * A file can be a PDF for one program and an archive, such as an office document, for another.
 */
export function holdsArchive(source: ByteSource): boolean {
  const start = Math.max(0, source.size - LONGEST_COMMENT - ARCHIVE_END_LENGTH);
  const tail = source.read(start, source.size - start);
  const text = latin1Text(tail);
  for (let at = text.indexOf(ARCHIVE_END); at >= 0; at = text.indexOf(ARCHIVE_END, at + 1)) {
    if (at + ARCHIVE_END_LENGTH > tail.length) return false;
    const end = new DataView(tail.buffer, tail.byteOffset + at, ARCHIVE_END_LENGTH);
    const places = [start + at - end.getUint32(12, true), end.getUint32(16, true)];
    if (places.some((place) => latin1Text(source.read(Math.max(0, place), 4)) === DIRECTORY_ENTRY))
      return true;
  }
  return false;
}

/** Fewer bytes tell nothing. */
const LEAST_BYTES = 1024;
/** Bits a byte. 1,024 bytes of chance have 7.8; a format's own words and tables bring it below. */
const BITS_OF_CHANCE = 7.7;

/** Tells whether bytes are spread as evenly as ciphertext: their entropy in bits a byte. */
function looksLikeChance(bytes: Uint8Array): boolean {
  if (bytes.length < LEAST_BYTES) return false;
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const bits = counts.reduce((sum, count) => {
    const share = count / bytes.length;
    return count === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
  return bits >= BITS_OF_CHANCE;
}
