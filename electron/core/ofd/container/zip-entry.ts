import { CodedError, type ErrorCode } from '../../../shared/errors.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

/** An entry of a zip file (PKWARE APPNOTE 6.3.10), whose local header and directory record say the same. */
export interface ZipEntry {
  /** With slashes, and none at its beginning. */
  readonly name: string;
  /** Its name as it is encoded. */
  readonly rawName: Uint8Array;
  /** In which respects its name is not written as the standard has it: back-slashes, slashes, encodings. */
  readonly nameTolerances: readonly string[];
  /** A folder has no bytes. */
  readonly isFolder: boolean;
  /** The offset of the local header. */
  readonly start: number;
  /** The end of its data and of the descriptor behind them. */
  readonly end: number;
  /** The offset of the packed data. */
  readonly dataStart: number;
  readonly compressedSize: number;
  /** Bytes when unpacked, as the directory says; reading checks it. */
  readonly size: number;
  readonly crc32: number;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  /** Where its record stands in the directory. */
  readonly record: { readonly start: number; readonly end: number };
}

/** Something that readers take differently and that this one accepts by name. */
export interface Tolerance {
  readonly kind: string;
  /** The entry, or where a path stood and how it was written. */
  readonly where: string;
}

/** A zip file that can be read in one way only. */
export interface OfdContainer {
  readonly source: ByteSource;
  /** In the order of the file, folders too. */
  readonly entries: readonly ZipEntry[];
  /** Where the central directory begins; the entries fill all that stands before it. */
  readonly directoryStart: number;
  /** Where the record at the end begins, right behind the directory. */
  readonly endStart: number;
  readonly tolerances: readonly Tolerance[];
  /** Finds a file by its exact name. */
  find(name: string): ZipEntry | null;
  /** Finds a file whose name differs in upper and lower case, or in the form of its letters, at most. */
  findFolded(name: string): ZipEntry | null;
  /**
   * Returns the unpacked bytes of an entry. They belong to the container: nobody writes to them. Small ones are kept.
   * @throws CodedError OFD_DAMAGED if size or check sum differ, FILE_OVER_BUDGET
   */
  read(entry: ZipEntry): Uint8Array;
  /**
   * Returns the first unpacked bytes of an entry, fewer if there are no more, without a check of the whole.
   * @throws CodedError OFD_DAMAGED, OFD_AMBIGUOUS
   */
  beginning(entry: ZipEntry, length: number): Uint8Array;
  /**
   * Returns the unpacked bytes piece by piece, for hashing: memory stays flat. Only the end of the last piece says that
   * all were right. A piece is good until the next one is asked for.
   * @throws CodedError OFD_DAMAGED
   */
  pieces(entry: ZipEntry): Generator<Uint8Array>;
}

/**
 * Makes the error of an OFD.
 * @param reason a word for tests and logs
 * @param where the entry or the place
 */
export function ofdError(code: ErrorCode & `OFD_${string}`, reason: string, where = ''): CodedError {
  return new CodedError(code, where === '' ? reason : `${reason}: ${shown(where)}`, { reason });
}

/** Names and paths come from the file, and may be as long as that. */
const LONGEST_SHOWN = 300;

/** Returns as much of a name or path as somebody reads. */
export function shown(where: string): string {
  return where.length <= LONGEST_SHOWN ? where : `${where.slice(0, LONGEST_SHOWN)}…`;
}
