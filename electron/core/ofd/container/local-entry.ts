import { equalBytes, viewOfBytes } from '../../bytes/byte-arrays.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DESCRIPTOR_FLAG, expectPlainExtra, type DirectoryRecord } from './central-directory.ts';
import { UTF8_FLAG } from './entry-name.ts';
import { ofdError, type ZipEntry } from './zip-entry.ts';

/** APPNOTE 4.3.7 */
export const LOCAL_MARK = 0x04034b50;
const LOCAL_LENGTH = 30;
/** APPNOTE 4.3.9: check sum and sizes behind the data, with a mark or without. */
const DESCRIPTOR_MARK = 0x08074b50;
const DESCRIPTOR_LENGTH = 12;
const MARKED_DESCRIPTOR_LENGTH = 16;
const LEVEL_FLAGS = 0x0006;

/**
 * Reads the local header of an entry, which must say what the directory says.
 * @param limit where the next entry or the directory begins: the entry must end there
 * @throws CodedError OFD_AMBIGUOUS, OFD_DAMAGED, OFD_UNSUPPORTED, OFD_ENCRYPTED
 */
export function readLocalEntry(source: ByteSource, record: DirectoryRecord, limit: number): ZipEntry {
  const { name, rawName, offset, compressedSize } = record;
  if (offset + LOCAL_LENGTH > limit) throw ofdError('OFD_AMBIGUOUS', 'overlap', name);
  const fixed = source.read(offset, LOCAL_LENGTH);
  const fields = viewOfBytes(fixed);
  if (fields.getUint32(0, true) !== LOCAL_MARK) throw ofdError('OFD_DAMAGED', 'local-header', name);
  const nameStart = offset + LOCAL_LENGTH;
  const extraStart = nameStart + fields.getUint16(26, true);
  const dataStart = extraStart + fields.getUint16(28, true);
  const dataEnd = dataStart + compressedSize;
  if (dataEnd > limit) throw ofdError('OFD_AMBIGUOUS', 'overlap', name);
  if (!equalBytes(source.read(nameStart, extraStart - nameStart), rawName)) {
    throw ofdError('OFD_AMBIGUOUS', 'local-name', name);
  }
  expectPlainExtra(source.read(extraStart, dataStart - extraStart), rawName, name);
  expectSame(fields, record);
  const hasDescriptor = (record.flags & DESCRIPTOR_FLAG) !== 0;
  const end = hasDescriptor ? descriptorEnd(source, record, dataEnd, limit) : dataEnd;
  if (end !== limit) throw ofdError('OFD_AMBIGUOUS', 'uncounted-bytes', name);
  const { nameTolerances, isFolder, size, crc32, method } = record;
  return {
    ...{
      name,
      rawName,
      nameTolerances,
      isFolder,
      start: offset,
      end,
      dataStart,
      compressedSize,
      size,
      crc32,
      method,
    },
    record: { start: record.start, end: record.end },
  };
}

/** Where a descriptor follows, the header may leave check sum and sizes out, each for itself. */
function expectSame(fields: DataView, record: DirectoryRecord): void {
  const { name, flags, rawName } = record;
  // The level of deflate changes nothing, and the encoding of a name nothing if that is ASCII; real files differ there.
  const harmless = LEVEL_FLAGS | (rawName.some((byte) => byte > 0x7f) ? 0 : UTF8_FLAG);
  const difference = fields.getUint16(6, true) ^ flags;
  if ((difference & ~harmless) !== 0) throw ofdError('OFD_AMBIGUOUS', 'local-flags', name);
  if (fields.getUint16(8, true) !== record.method) throw ofdError('OFD_AMBIGUOUS', 'local-method', name);
  const mayBeZero = (flags & DESCRIPTOR_FLAG) !== 0;
  const expect = (at: number, value: number, what: string): void => {
    const found = fields.getUint32(at, true);
    if (found !== value && !(mayBeZero && found === 0)) throw ofdError('OFD_AMBIGUOUS', what, name);
  };
  expect(14, record.crc32, 'local-crc');
  expect(18, record.compressedSize, 'local-size');
  expect(22, record.size, 'local-size');
}

function descriptorEnd(source: ByteSource, record: DirectoryRecord, dataEnd: number, limit: number): number {
  const length = limit - dataEnd;
  if (length !== DESCRIPTOR_LENGTH && length !== MARKED_DESCRIPTOR_LENGTH) {
    throw ofdError('OFD_AMBIGUOUS', 'descriptor', record.name);
  }
  const bytes = source.read(dataEnd, length);
  const fields = viewOfBytes(bytes);
  const hasMark = length === MARKED_DESCRIPTOR_LENGTH;
  const [crc, compressed, size] = [-12, -8, -4].map((back) => fields.getUint32(length + back, true));
  const isSame = crc === record.crc32 && compressed === record.compressedSize && size === record.size;
  if (!isSame || (hasMark && fields.getUint32(0, true) !== DESCRIPTOR_MARK)) {
    throw ofdError('OFD_AMBIGUOUS', 'descriptor', record.name);
  }
  return limit;
}
