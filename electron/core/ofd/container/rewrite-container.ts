import { deflateSync } from 'fflate';
import { CodedError } from '../../../shared/errors.ts';
import { concatBytes, viewOfBytes } from '../../bytes/byte-arrays.ts';
import { piecesOf, type ByteSource } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { END_LENGTH, RECORD_LENGTH, RECORD_MARK, RECORD_OFFSET_AT } from './central-directory.ts';
import { foldName, readEntryName, UTF8_FLAG } from './entry-name.ts';
import { LOCAL_MARK } from './local-entry.ts';
import { ofdError, type OfdContainer, type ZipEntry } from './zip-entry.ts';

/** An entry that is added, or that takes the place of the one of its name. */
export interface WrittenEntry {
  /** With slashes, and none at its beginning. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A zip file that is not written yet. */
export interface RewrittenContainer {
  /** Bytes. */
  readonly size: number;
  /** Where the directory begins: the bytes before it stay the same when more entries are added behind these. */
  readonly directoryStart: number;
  /**
   * Gives its bytes in order. A piece is good until the next one is asked for; none is longer than the largest new entry or
   * a quarter of a megabyte.
   * @throws CodedError FILE_CHANGED if the source ends early
   */
  pieces(): Generator<Uint8Array>;
}

/** Sizes and offsets have four bytes, and the last value announces zip64. */
const LARGEST_OFFSET = 0xfffffffe;
/** APPNOTE 4.4.3: deflate and folders. */
const VERSION = 20;
const FIRST_DOS_YEAR = 1980;
const LAST_DOS_YEAR = 2107;

/** What stands in the new file: bytes of the old one, or new ones. */
type Part = { readonly start: number; readonly end: number } | { readonly bytes: Uint8Array };

/**
 * Adds and replaces entries. All others stay as they are, byte for byte: header, data and descriptor, in their order; an entry
 * that is replaced keeps its place, new ones come last. Nothing is packed again, and memory does not grow with the file.
 * @param written names that the container has, or that differ from all of them beyond case and form
 * @param at the time of all that is written, in UTC, since zip files know no time zones; 1980 to 2107
 * @throws CodedError OFD_AMBIGUOUS for a name that is nearly another's, FILE_OVER_BUDGET if zip64 would be needed
 */
export function rewriteContainer(
  container: OfdContainer,
  written: readonly WrittenEntry[],
  at: Date,
): RewrittenContainer {
  const { source, entries, directoryStart } = container;
  const replaced = namesOf(container, written);
  const layout = new Layout();
  const directory = source.read(directoryStart, container.endStart - directoryStart);
  const records = new Map<ZipEntry, Uint8Array>();
  for (const entry of entries) {
    const record = directory.slice(entry.record.start - directoryStart, entry.record.end - directoryStart);
    const content = entry.isFolder ? undefined : replaced.get(entry.name);
    const newRecord =
      content === undefined ? layout.keep(entry, record) : layout.add(rawNameOf(record), content, at);
    records.set(entry, newRecord);
  }
  const added = written
    .filter(({ name }) => container.find(name) === null)
    .map(({ name, content }) => layout.add({ name: utf8Bytes(name), flags: UTF8_FLAG }, content, at));
  const inOrder = entries.toSorted((left, right) => left.record.start - right.record.start);
  const all = [...inOrder.map((entry) => records.get(entry) ?? new Uint8Array(0)), ...added];
  const newDirectoryStart = layout.size;
  layout.end(all, source.read(container.endStart, source.size - container.endStart));
  const { size, parts } = layout;
  return { size, directoryStart: newDirectoryStart, pieces: () => piecesOfParts(source, parts) };
}

/** The new contents by their names. @throws CodedError OFD_AMBIGUOUS, FILE_OVER_BUDGET */
function namesOf(container: OfdContainer, written: readonly WrittenEntry[]): ReadonlyMap<string, Uint8Array> {
  let count = container.entries.length;
  const folded = new Map(container.entries.map(({ name }) => [foldName(name), name]));
  const names = new Map<string, Uint8Array>();
  for (const each of written) {
    const { name, isFolder, tolerances } = readEntryName(utf8Bytes(each.name), UTF8_FLAG);
    const other = folded.get(foldName(name));
    const isFile = !isFolder && tolerances.length === 0;
    const isTaken = other !== undefined && (other !== name || container.find(name) === null);
    if (!isFile || isTaken || names.has(name)) throw ofdError('OFD_AMBIGUOUS', 'written-name', each.name);
    folded.set(foldName(name), name);
    names.set(name, each.content);
    if (container.find(name) === null) count += 1;
  }
  if (count > OFD_BUDGET.entries) throw overBudget('entries', OFD_BUDGET.entries);
  return names;
}

/** A name as its writer encoded it, and the flag that says how. */
interface RawName {
  readonly name: Uint8Array;
  readonly flags: number;
}

function rawNameOf(record: Uint8Array): RawName {
  const fields = viewOfBytes(record);
  const name = record.subarray(RECORD_LENGTH, RECORD_LENGTH + fields.getUint16(28, true));
  return { name, flags: fields.getUint16(8, true) & UTF8_FLAG };
}

/** The parts of the new file in their order. */
class Layout {
  readonly parts: Part[] = [];
  size = 0;

  /** Keeps an entry; returns its record with the new offset. */
  keep(entry: ZipEntry, record: Uint8Array): Uint8Array {
    new DataView(record.buffer).setUint32(RECORD_OFFSET_AT, this.size, true);
    this.#push({ start: entry.start, end: entry.end }, entry.end - entry.start);
    return record;
  }

  /** Adds an entry, deflated where that makes it smaller; returns its record. */
  add({ name, flags }: RawName, content: Uint8Array, at: Date): Uint8Array {
    const deflated = deflateSync(content);
    const isSmaller = deflated.length < content.length;
    const data = isSmaller ? deflated : content;
    const sizes = [
      ...long(crc32(content)),
      ...long(data.length),
      ...long(content.length),
      ...short(name.length),
      ...short(0),
    ];
    const common = [
      ...short(VERSION),
      ...short(flags),
      ...short(isSmaller ? 8 : 0),
      ...dosTime(at),
      ...sizes,
    ];
    const offset = this.size;
    const local = concatBytes(Uint8Array.of(...long(LOCAL_MARK), ...common), name, data);
    this.#push({ bytes: local }, local.length);
    const zeros = [...short(0), ...short(0), ...short(0), ...long(0)];
    return concatBytes(
      Uint8Array.of(...long(RECORD_MARK), ...short(VERSION), ...common, ...zeros, ...long(offset)),
      name,
    );
  }

  /** Ends the file with its directory and the last record, which keeps its comment. @throws CodedError FILE_OVER_BUDGET */
  end(records: readonly Uint8Array[], last: Uint8Array): void {
    const directory = concatBytes(...records);
    const fields = new DataView(last.buffer, last.byteOffset, END_LENGTH);
    if (this.size + directory.length > LARGEST_OFFSET) throw overBudget('containerBytes', LARGEST_OFFSET);
    fields.setUint16(8, records.length, true);
    fields.setUint16(10, records.length, true);
    fields.setUint32(12, directory.length, true);
    fields.setUint32(16, this.size, true);
    this.#push({ bytes: directory }, directory.length);
    this.#push({ bytes: last }, last.length);
  }

  #push(part: Part, length: number): void {
    this.parts.push(part);
    this.size += length;
  }
}

function* piecesOfParts(source: ByteSource, parts: readonly Part[]): Generator<Uint8Array> {
  for (const part of parts) {
    if ('bytes' in part) {
      yield part.bytes;
      continue;
    }
    let length = 0;
    for (const piece of piecesOf(source, part.start, part.end)) {
      length += piece.length;
      yield piece;
    }
    if (length !== part.end - part.start) throw new CodedError('FILE_CHANGED', 'the file ends early');
  }
}

/** APPNOTE 4.4.6: seconds in pairs. */
function dosTime(at: Date): readonly number[] {
  const year = Math.min(LAST_DOS_YEAR, Math.max(FIRST_DOS_YEAR, at.getUTCFullYear())) - FIRST_DOS_YEAR;
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return [...short(time), ...short((year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate())];
}

function short(value: number): readonly number[] {
  return [value & 255, (value >>> 8) & 255];
}

function long(value: number): readonly number[] {
  return [...short(value), ...short(value >>> 16)];
}
