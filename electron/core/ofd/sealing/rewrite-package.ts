import { deflateSync } from 'fflate';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { utf8Bytes } from '../../bytes/encodings.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';
import type { Piece } from './assembled-source.ts';

/** A part to write. */
export interface NewPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A package that is to be written, but for its last parts and its directory. */
export interface RewrittenPackage {
  readonly pieces: readonly Piece[];
  /** Returns what ends the file. @param last parts that were not known before */
  readonly end: (last: readonly NewPart[]) => Uint8Array;
}

interface Written {
  readonly local: Uint8Array;
  /** A record of the directory, whose offset is to be set. */
  readonly record: Uint8Array;
}

/** APPNOTE 4.3.12: where a record names the offset of its local header. */
const RECORD_OFFSET_AT = 42;
const UTF8_FLAG = 0x800;

/**
 * Plans a package with parts changed and added. Every other entry is copied raw, header and packed bytes, and keeps its
 * place in the order; a changed part stands where it stood.
 * @param at the time that new entries bear
 */
export function rewritePackage(
  { source, entries, directoryStart }: OfdContainer,
  changed: ReadonlyMap<ZipEntry, Uint8Array>,
  added: readonly NewPart[],
  at: Date,
): RewrittenPackage {
  const pieces: Piece[] = [];
  const records: Uint8Array[] = [];
  let size = 0;
  const put = (piece: Piece, length: number, record: Uint8Array): void => {
    pieces.push(piece);
    records.push(withOffset(record, size));
    size += length;
  };
  for (const [index, entry] of entries.entries()) {
    const bytes = changed.get(entry);
    if (bytes === undefined) {
      const to = entries[index + 1]?.start ?? directoryStart;
      const record = source.read(entry.record.start, entry.record.end - entry.record.start);
      put({ from: entry.start, to }, to - entry.start, record);
    } else {
      const { local, record } = writtenPart({ name: entry.name, bytes }, at);
      put(local, local.length, record);
    }
  }
  for (const part of added) {
    const { local, record } = writtenPart(part, at);
    put(local, local.length, record);
  }
  const end = (last: readonly NewPart[]): Uint8Array => endOf(last, { records, size }, at);
  return { pieces, end };
}

function withOffset(record: Uint8Array, offset: number): Uint8Array {
  const copy = record.slice();
  new DataView(copy.buffer).setUint32(RECORD_OFFSET_AT, offset, true);
  return copy;
}

function endOf(
  last: readonly NewPart[],
  { records, size }: { readonly records: readonly Uint8Array[]; readonly size: number },
  at: Date,
): Uint8Array {
  const locals: Uint8Array[] = [];
  const all = [...records];
  let offset = size;
  for (const part of last) {
    const { local, record } = writtenPart(part, at);
    locals.push(local);
    all.push(withOffset(record, offset));
    offset += local.length;
  }
  const directory = concatBytes(...all);
  const ending = fields(
    [4, 0x06054b50],
    [4, 0],
    [2, all.length],
    [2, all.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  return concatBytes(...locals, directory, ending);
}

/** APPNOTE 4.3.7 and 4.3.12. What deflate does not make smaller is stored. */
function writtenPart({ name, bytes }: NewPart, at: Date): Written {
  const packed = deflateSync(bytes);
  const isStored = packed.length >= bytes.length;
  const data = isStored ? bytes : packed;
  const rawName = utf8Bytes(name);
  const common = fields(
    ...([
      [2, UTF8_FLAG],
      [2, isStored ? 0 : 8],
      [4, dosTime(at)],
      [4, crc32(bytes)],
    ] as const),
    ...([
      [4, data.length],
      [4, bytes.length],
      [2, rawName.length],
      [2, 0],
    ] as const),
  );
  return {
    local: concatBytes(fields([4, 0x04034b50], [2, 20]), common, rawName, data),
    record: concatBytes(fields([4, 0x02014b50], [2, 20], [2, 20]), common, new Uint8Array(14), rawName),
  };
}

/** APPNOTE 4.4.6: the clock on the wall, here that of China. The day stands in the upper half. */
function dosTime(at: Date): number {
  const china = new Date(at.getTime() + 8 * 3_600_000);
  const years = Math.min(127, Math.max(0, china.getUTCFullYear() - 1980));
  const day = years * 512 + (china.getUTCMonth() + 1) * 32 + china.getUTCDate();
  const time =
    china.getUTCHours() * 2048 + china.getUTCMinutes() * 32 + Math.floor(china.getUTCSeconds() / 2);
  return day * 65_536 + time;
}

/** Writes numbers of two or four bytes, the lowest byte first. */
function fields(...numbers: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap(([bytes, value]) =>
      Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 255),
    ),
  );
}
