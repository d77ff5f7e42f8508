import type { ByteSource } from '../../bytes/byte-source.ts';
import { equalBytes, viewOfBytes } from '../../bytes/byte-arrays.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { readEntryName } from './entry-name.ts';
import { ofdError, type Tolerance } from './zip-entry.ts';

/** APPNOTE 4.3.16, without a comment. */
export const END_LENGTH = 22;
const END_MARK = [0x50, 0x4b, 5, 6] as const;
const LONGEST_COMMENT = 0xffff;
/** APPNOTE 4.3.15: stands before the record at the end of a zip64 file. */
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_LENGTH = 20;

/** APPNOTE 4.3.12 */
export const RECORD_MARK = 0x02014b50;
export const RECORD_LENGTH = 46;
/** Where a record names the offset of its local header. */
export const RECORD_OFFSET_AT = 42;

/** APPNOTE 4.4.4: encrypted, strongly encrypted, local header masked. */
const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
/** Check sum and sizes stand behind the data. */
export const DESCRIPTOR_FLAG = 0x0008;
/** Levels of deflate, a descriptor behind the data, names in UTF-8. */
const KNOWN_FLAGS = 0x0002 | 0x0004 | DESCRIPTOR_FLAG | 0x0800;
/** Extra fields: zip64 (4.5.3), AES of WinZip, a name in Unicode (4.6.9). */
const EXTRA_ZIP64 = 0x0001;
const EXTRA_AES = 0x9901;
const EXTRA_NAME = 0x7075;
/** A file type of Unix beside that of the attributes (ASi). */
const EXTRA_TYPE = 0x756e;
const METHOD_AES = 99;
/** Deflate packs 1,032 bytes into one at best; what claims more is a lie. */
const BEST_RATIO = 1_032;

/** A record of the directory (APPNOTE 4.3.12). */
export interface DirectoryRecord {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly nameTolerances: readonly string[];
  readonly isFolder: boolean;
  readonly flags: number;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** The offset of the local header. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** The central directory of a zip file. */
export interface Directory {
  readonly records: readonly DirectoryRecord[];
  readonly start: number;
  readonly end: number;
  readonly tolerances: readonly Tolerance[];
}

/**
 * Reads the directory, which must stand right before the record at the end of the file, and that at the very end.
 * @throws CodedError OFD_DAMAGED, OFD_AMBIGUOUS, OFD_UNSUPPORTED, OFD_ENCRYPTED, FILE_OVER_BUDGET
 */
export function readDirectory(source: ByteSource): Directory {
  const tolerances: Tolerance[] = [];
  const endStart = findEnd(source);
  const end = source.read(endStart, END_LENGTH);
  const fields = viewOfBytes(end);
  const [count, size, start] = [
    fields.getUint16(10, true),
    fields.getUint32(12, true),
    fields.getUint32(16, true),
  ];
  if (hasZip64Locator(source, endStart) || count > OFD_BUDGET.entries || start === 0xffffffff) {
    throw ofdError('OFD_UNSUPPORTED', 'zip64');
  }
  if (fields.getUint32(4, true) !== 0) throw ofdError('OFD_UNSUPPORTED', 'volumes');
  if (fields.getUint16(8, true) !== count) throw ofdError('OFD_AMBIGUOUS', 'entry-count');
  if (start + size > endStart) throw ofdError('OFD_DAMAGED', 'directory-place');
  if (start + size < endStart) throw ofdError('OFD_AMBIGUOUS', 'directory-place');
  if (fields.getUint16(20, true) > 0) tolerances.push({ kind: 'archive-comment', where: '' });
  if (size > OFD_BUDGET.directoryBytes) throw overBudget('directoryBytes', OFD_BUDGET.directoryBytes);
  const bytes = source.read(start, size);
  const records: DirectoryRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const record = readRecord(bytes, at, start, tolerances);
    records.push(record);
    at = record.end - start;
  }
  if (records.length !== count) throw ofdError('OFD_AMBIGUOUS', 'entry-count');
  expectBounded(records, source.size);
  return { records, start, end: endStart, tolerances };
}

/** Finds the last record that a file may end with. A comment with such a record in it makes two readings. */
function findEnd(source: ByteSource): number {
  const reach = Math.max(0, source.size - LONGEST_COMMENT - END_LENGTH);
  const tail = source.read(reach, source.size - reach);
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (!END_MARK.every((byte, index) => tail[at + index] === byte)) continue;
    const comment = (tail[at + 20] ?? 0) + 256 * (tail[at + 21] ?? 0);
    if (at + END_LENGTH + comment === tail.length) return reach + at;
    throw ofdError('OFD_AMBIGUOUS', 'bytes-behind-end');
  }
  throw ofdError('OFD_DAMAGED', 'no-directory');
}

function hasZip64Locator(source: ByteSource, endStart: number): boolean {
  if (endStart < ZIP64_LOCATOR_LENGTH) return false;
  const bytes = source.read(endStart - ZIP64_LOCATOR_LENGTH, 4);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === ZIP64_LOCATOR;
}

function readRecord(bytes: Uint8Array, at: number, base: number, tolerances: Tolerance[]): DirectoryRecord {
  if (at + RECORD_LENGTH > bytes.length) throw ofdError('OFD_DAMAGED', 'directory-record');
  const fields = new DataView(bytes.buffer, bytes.byteOffset + at, RECORD_LENGTH);
  if (fields.getUint32(0, true) !== RECORD_MARK) throw ofdError('OFD_DAMAGED', 'directory-record');
  const short = (place: number): number => fields.getUint16(place, true);
  const long = (place: number): number => fields.getUint32(place, true);
  const nameEnd = at + RECORD_LENGTH + short(28);
  const extraEnd = nameEnd + short(30);
  const end = extraEnd + short(32);
  if (end > bytes.length) throw ofdError('OFD_DAMAGED', 'directory-record');
  const rawName = bytes.subarray(at + RECORD_LENGTH, nameEnd);
  const flags = short(8);
  expectReadable(flags, short(10));
  const { name, isFolder, tolerances: nameTolerances } = readEntryName(rawName, flags);
  for (const kind of nameTolerances) tolerances.push({ kind, where: name });
  if (end > extraEnd) tolerances.push({ kind: 'entry-comment', where: name });
  expectPlainExtra(bytes.subarray(nameEnd, extraEnd), rawName, name);
  const [compressedSize, size, offset] = [long(20), long(24), long(42)];
  if ([compressedSize, size, offset].includes(0xffffffff)) throw ofdError('OFD_UNSUPPORTED', 'zip64', name);
  if (short(34) !== 0) throw ofdError('OFD_UNSUPPORTED', 'volumes', name);
  const method = short(10) === 0 ? 0 : 8;
  if (method === 0 && compressedSize !== size) throw ofdError('OFD_AMBIGUOUS', 'stored-size', name);
  if (isFolder && size !== 0) throw ofdError('OFD_AMBIGUOUS', 'folder-with-bytes', name);
  if (!isFolder && !isPlainFile(long(38))) throw ofdError('OFD_AMBIGUOUS', 'file-type', name);
  // Whoever reads from the front finds its end by a mark that may stand within it.
  if (method === 0 && size > 0 && (flags & DESCRIPTOR_FLAG) !== 0)
    throw ofdError('OFD_AMBIGUOUS', 'stored-with-descriptor', name);
  return {
    ...{
      name,
      rawName,
      nameTolerances,
      isFolder,
      flags,
      method,
      crc32: long(16),
      compressedSize,
      size,
      offset,
    },
    ...{ start: base + at, end: base + end },
  };
}

/** A volume's name, or a folder (MS-DOS). */
const NO_FILE = 0x08 | 0x10;
/** The type of a regular file in the modes of Unix, which stand above the attributes of MS-DOS. */
const REGULAR = 0x8;

/** Tells a file from a link, a folder or a device by its attributes (APPNOTE 4.4.15), which unpack to something else. */
function isPlainFile(attributes: number): boolean {
  const type = attributes >>> 28;
  return (attributes & NO_FILE) === 0 && (type === 0 || type === REGULAR);
}

/** @throws CodedError OFD_ENCRYPTED, OFD_UNSUPPORTED */
function expectReadable(flags: number, method: number): void {
  if ((flags & ENCRYPTED_FLAGS) !== 0 || method === METHOD_AES)
    throw ofdError('OFD_ENCRYPTED', 'zip-encryption');
  if ((flags & ~KNOWN_FLAGS) !== 0) throw ofdError('OFD_UNSUPPORTED', 'flags', flags.toString(16));
  if (method !== 0 && method !== 8) throw ofdError('OFD_UNSUPPORTED', 'method', String(method));
}

/**
 * Extra fields may hold times and rights, and nothing that another reader takes for sizes or a name.
 * @throws CodedError OFD_UNSUPPORTED, OFD_ENCRYPTED, OFD_AMBIGUOUS
 */
export function expectPlainExtra(extra: Uint8Array, rawName: Uint8Array, name: string): void {
  const fields = viewOfBytes(extra);
  let at = 0;
  while (at + 4 <= extra.length) {
    const [kind, length] = [fields.getUint16(at, true), fields.getUint16(at + 2, true)];
    const value = extra.subarray(at + 4, at + 4 + length);
    if (value.length < length) throw ofdError('OFD_AMBIGUOUS', 'extra-field', name);
    if (kind === EXTRA_ZIP64) throw ofdError('OFD_UNSUPPORTED', 'zip64', name);
    if (kind === EXTRA_TYPE) throw ofdError('OFD_AMBIGUOUS', 'file-type', name);
    if (kind === EXTRA_AES) throw ofdError('OFD_ENCRYPTED', 'zip-encryption', name);
    // A version and a check sum stand before the name.
    if (kind === EXTRA_NAME && !equalBytes(value.subarray(5), rawName)) {
      throw ofdError('OFD_AMBIGUOUS', 'second-name', name);
    }
    at += 4 + length;
  }
  // Some writers fill them with zeros to align the data.
  if (extra.subarray(at).some((byte) => byte !== 0)) throw ofdError('OFD_AMBIGUOUS', 'extra-field', name);
}

/** @throws CodedError OFD_DAMAGED, FILE_OVER_BUDGET */
function expectBounded(records: readonly DirectoryRecord[], fileSize: number): void {
  const most = OFD_BUDGET.unpackedBytes + OFD_BUDGET.unpackedTimesSize * fileSize;
  let total = 0;
  for (const { name, size, compressedSize } of records) {
    if (size > BEST_RATIO * compressedSize) throw ofdError('OFD_DAMAGED', 'impossible-ratio', name);
    total += size;
    if (total > most) throw overBudget('unpackedBytes', most);
  }
}
