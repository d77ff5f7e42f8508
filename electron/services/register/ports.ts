import type { RegisterCheckpoint } from '../../shared/model/register.ts';

/** An entry as it is kept: the exact bytes that were hashed, never a re-encoding. */
export interface StoredEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
  /** RFC 6962 leaf hash over SM3, 32 bytes. */
  readonly leafHash: Uint8Array;
}

export interface EntryQuery {
  /** Entries from this index on, newest last. */
  readonly from: number;
  readonly count: number;
}

/**
 * Where the register lies. One writer; what `append` has answered survives the death of the process
 * (synchronous=FULL). Every method rejects with CodedError STORE_DAMAGED or STORE_UNWRITABLE.
 */
export interface RegisterStore {
  /** Appends in one transaction; the index must be the present size. */
  append(entry: StoredEntry): Promise<void>;
  size(): Promise<number>;
  entries(query: EntryQuery): Promise<readonly StoredEntry[]>;
  /** Leaf hashes from `from` on, 32 bytes each, one after the other. */
  leafHashes(from: number): Promise<Uint8Array>;
  addCheckpoint(checkpoint: RegisterCheckpoint): Promise<void>;
  checkpoints(): Promise<readonly RegisterCheckpoint[]>;
}
