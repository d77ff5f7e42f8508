import { cachedSource, type ByteSource } from '../../bytes/byte-source.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget, WorkMeter } from '../../work-meter.ts';
import { readDirectory, type Directory } from './central-directory.ts';
import { foldName } from './entry-name.ts';
import { readLocalEntry } from './local-entry.ts';
import { expectDistinct } from './similar-names.ts';
import { unpackBeginning, unpackEntry } from './unpack-entry.ts';
import { ofdError, type OfdContainer, type Tolerance, type ZipEntry } from './zip-entry.ts';

/**
 * Opens a zip file that every reader reads alike: one entry a name, local headers as the directory has them, entries that
 * fill the file from its first byte to the directory, and nothing behind it. Nothing is repaired.
 * @throws CodedError OFD_DAMAGED, OFD_AMBIGUOUS, OFD_UNSUPPORTED, OFD_ENCRYPTED, FILE_OVER_BUDGET
 */
export function openContainer(source: ByteSource): OfdContainer {
  const cached = cachedSource(source, source.meter ?? new WorkMeter(source.size));
  const directory = readDirectory(cached);
  expectDistinct(directory.records, cached.meter);
  return new OpenContainer(cached, directory, readEntries(cached, directory));
}

/** Reads the entries in the order of the file, each of which ends where the next begins. */
function readEntries(source: ByteSource, directory: Directory): readonly ZipEntry[] {
  const records = directory.records.toSorted((left, right) => left.offset - right.offset);
  const first = records[0]?.offset ?? directory.start;
  if (first > 0) throw ofdError('OFD_AMBIGUOUS', 'bytes-before-entries');
  return records.map((record, index) => {
    const limit = records[index + 1]?.offset ?? directory.start;
    return readLocalEntry(source, record, limit);
  });
}

class OpenContainer implements OfdContainer {
  readonly source: ByteSource;
  readonly entries: readonly ZipEntry[];
  readonly directoryStart: number;
  readonly endStart: number;
  readonly tolerances: readonly Tolerance[];
  readonly #named = new Map<string, ZipEntry>();
  readonly #folded = new Map<string, ZipEntry>();
  readonly #kept = new Map<ZipEntry, Uint8Array>();
  #keptBytes = 0;

  constructor(source: ByteSource, directory: Directory, entries: readonly ZipEntry[]) {
    this.source = source;
    this.entries = entries;
    this.directoryStart = directory.start;
    this.endStart = directory.end;
    this.tolerances = directory.tolerances;
    for (const entry of entries) {
      if (entry.isFolder) continue;
      this.#named.set(entry.name, entry);
      this.#folded.set(foldName(entry.name), entry);
    }
  }

  find(name: string): ZipEntry | null {
    return this.#named.get(name) ?? null;
  }

  findFolded(name: string): ZipEntry | null {
    return this.#folded.get(foldName(name)) ?? null;
  }

  read(entry: ZipEntry): Uint8Array {
    const known = this.#kept.get(entry);
    if (known !== undefined) return known;
    if (entry.size > OFD_BUDGET.partBytes) throw overBudget('partBytes', OFD_BUDGET.partBytes);
    const bytes = new Uint8Array(entry.size);
    let at = 0;
    for (const piece of this.pieces(entry)) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#keep(entry, bytes);
    return bytes;
  }

  beginning(entry: ZipEntry, length: number): Uint8Array {
    return this.#kept.get(entry)?.subarray(0, length) ?? unpackBeginning(this.source, entry, length);
  }

  pieces(entry: ZipEntry): Generator<Uint8Array> {
    return unpackEntry(this.source, entry);
  }

  /** Forgets the oldest for the newest. */
  #keep(entry: ZipEntry, bytes: Uint8Array): void {
    if (bytes.length > OFD_BUDGET.keptBytes / 4) return;
    this.#kept.set(entry, bytes);
    this.#keptBytes += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#keptBytes <= OFD_BUDGET.keptBytes) return;
      this.#kept.delete(oldest);
      this.#keptBytes -= length;
    }
  }
}
