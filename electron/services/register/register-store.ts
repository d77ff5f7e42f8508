import { decodeEntry } from '../../core/register/entry-bytes.ts';
import { z } from 'zod';
import type { HistoryState } from '../../core/register/verified-history.ts';
import { keptStatement, type Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterAct, RegisterCheckpoint, RegisterEntry } from '../../shared/model/register.ts';
import type { RecordStore } from '../records/records.ts';

/** An entry as it is kept: the exact bytes that were hashed, never a new encoding. */
export interface StoredEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
  /** RFC 6962 leaf hash over SM3, 32 bytes. */
  readonly leafHash: Uint8Array;
  /** True when the bytes were read and do not fit the hash beside them. */
  readonly altered?: boolean;
}

/**
 * Decodes an entry. Returns null when it was altered or cannot be read any more, as after damage or from a later
 * version.
 */
export function entryOrNull({
  bytes,
  altered,
}: Pick<StoredEntry, 'bytes' | 'altered'>): RegisterEntry | null {
  if (altered === true) return null;
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

export interface EntryQuery {
  /** Entries from this index on, newest last. */
  readonly from: number;
  readonly count: number;
}

/** The facts of entries that a store looks up. An absent condition does not narrow the answer. */
export interface EntryConditions {
  readonly acts?: readonly RegisterAct[] | undefined;
  readonly result?: 'done' | 'refused' | undefined;
  readonly esId?: string | undefined;
  readonly tokenSerial?: string | undefined;
  /** Number of the approval of a use. */
  readonly approval?: string | undefined;
  /** SM3 of the document before and after the use, hexadecimal. */
  readonly sm3Before?: string | undefined;
  readonly sm3After?: string | undefined;
  /** Entries that declare one of these files void, by SM3. */
  readonly voids?: readonly string[] | undefined;
  /** The first and the last moment, ISO 8601 in UTC, compared by whole seconds. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Text within the bytes of an entry, in lower case. Of capital letters the store knows those of ASCII. */
  readonly text?: string | undefined;
}

/** Where a store looks, and what it answers first: by the place in the register, or `latest` by the time of the entry. */
export interface FoundIn extends EntryConditions {
  /** The lowest index, and the first index that does not count any more. */
  readonly from?: number | undefined;
  readonly before?: number | undefined;
  readonly order: 'newest' | 'oldest' | 'latest';
  readonly count: number;
}

/**
 * The questions about entries that the store answers by its indexes. An index only tells where to look: who decides by an
 * answer reads the facts from the bytes again. Every method rejects as those of {@link RegisterStore} do.
 */
export interface EntryLookup {
  find(query: FoundIn): Promise<readonly StoredEntry[]>;
  /** Returns the newest entry about the use of each seal, the handing over of each shared token, or each platform's binding. */
  newestOfEach(kind: 'sealUse' | 'handover' | 'binding'): Promise<readonly StoredEntry[]>;
  /** Returns the indexes of entries whose bytes are no JSON. */
  noEntries(): Promise<readonly number[]>;
  /** Compares every index with the bytes of all entries. Takes seconds in a large register. */
  lookupsAgree(): Promise<boolean>;
}

/** An entry whose bytes lie somewhere in memory that is used again for the next ones. */
export interface PackedEntry {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** True when the bytes do not fit the hash beside them, or the memory. */
  readonly altered: boolean;
}

/** More than an entry that can be decoded takes: thirty texts of 4096 characters, each six octets in JSON. */
export const PACKED_LENGTH = 2 ** 20;

/** The first entries of a register, as a place knows them that nobody reaches by editing the store. */
export interface KnownEntries {
  readonly size: number;
  /** Root over them, hexadecimal. */
  readonly root: string;
  /** SHA-256 over them with their leaf hashes, hexadecimal. */
  readonly fingerprint: string;
}

/** What a store knows of the register's history. */
export interface StoredHistory extends HistoryState {
  /** SHA-256 over all entries with their leaf hashes, hexadecimal. */
  readonly fingerprint: string;
  /** The number of entries at the beginning that were known again by their fingerprint, and not hashed one by one. */
  readonly recognised: number;
}

/**
 * Stores the register. There is one writer. An entry that `append` has confirmed survives the death of the process
 * (synchronous=FULL). Every method rejects with CodedError STORE_DAMAGED or STORE_UNWRITABLE.
 */
export interface RegisterStore extends EntryLookup {
  /** Appends in one transaction; the index must be the present size. */
  append(entry: StoredEntry): Promise<void>;
  size(): Promise<number>;
  /**
   * Hashes every entry that was not hashed since this process opened the register, or since another process wrote to
   * the database.
   * @param sizes at which the roots are wanted
   * @param known entries that need not be hashed one by one if they are the same still; `whole` has every one hashed;
   *   null goes on with what was done before
   */
  history(sizes: readonly number[], known: KnownEntries | 'whole' | null): Promise<StoredHistory>;
  /** Proves by the entries that were hashed that the register of a size begins with an earlier one (RFC 6962 §2.1.2). */
  consistency(first: number, size: number): Promise<readonly Uint8Array[]>;
  /** Hashes what it returns, and marks altered entries. */
  entries(query: EntryQuery): Promise<readonly StoredEntry[]>;
  /**
   * Writes entries into memory that both threads share, as many as fit, the newest first. To read a whole register in the
   * same memory leaves nothing for the garbage collector, which lets tens of megabytes gather before it works.
   * @param before the first index that does not count
   * @param memory of {@link PACKED_LENGTH} octets
   * @returns nothing if there are no further entries
   */
  pack(before: number, memory: SharedArrayBuffer): Promise<readonly PackedEntry[]>;
  /** Leaf hashes from `from` on, 32 bytes each, one after the other. */
  leafHashes(from: number): Promise<Uint8Array>;
  addCheckpoint(checkpoint: RegisterCheckpoint): Promise<void>;
  checkpoints(): Promise<readonly RegisterCheckpoint[]>;
  lastCheckpoint(): Promise<RegisterCheckpoint | null>;
}

/** A platform's statement about a head of the register. */
export interface KeptCountersignature {
  readonly platform: string;
  readonly size: number;
  readonly root: string;
  readonly statement: Statement;
}

const KIND = 'register-countersignature';

const schema = z.strictObject({
  platform: z.string(),
  size: z.int().min(1),
  root: z.string(),
  statement: keptStatement,
});

/** Enough digits for any size, so that the ids of records sort by size. */
const SIZE_DIGITS = 16;

const idOf = ({ platform, size }: KeptCountersignature): string =>
  `${platform}/${String(size).padStart(SIZE_DIGITS, '0')}`;

/** Keeps a countersignature for good. The first one for a size stays. */
export async function keepCountersignature(kept: KeptCountersignature, records: RecordStore): Promise<void> {
  await records.add(KIND, idOf(kept), JSON.stringify(kept));
}

/**
 * Returns all countersignatures by platform and size. Rejects with STORE_DAMAGED when a record does not fit the schema.
 */
export async function keptCountersignatures(records: RecordStore): Promise<readonly KeptCountersignature[]> {
  return (await records.list(KIND)).map(({ json }) => {
    const parsed = schema.safeParse(JSON.parse(json));
    if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not a countersignature');
    return parsed.data;
  });
}
