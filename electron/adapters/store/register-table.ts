import type { Database } from 'better-sqlite3';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterCheckpoint } from '../../shared/model/register-entry.ts';
import type { EntryQuery, StoredEntry } from '../../services/register/register-store.ts';

/** The register's rows in an open database; every method is one transaction. */
export interface RegisterTable {
  size(): number;
  append(entry: StoredEntry): void;
  entries(query: EntryQuery): StoredEntry[];
  leafHashes(from: number): Uint8Array;
  addCheckpoint(checkpoint: RegisterCheckpoint): void;
  checkpoints(): RegisterCheckpoint[];
}

const SIZE = 'SELECT coalesce(max(entry_index) + 1, 0) FROM register_entry';
const APPEND = 'INSERT INTO register_entry VALUES (?, ?, ?)';
const ENTRIES = `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry
  WHERE entry_index >= ? ORDER BY entry_index LIMIT ?`;
const LEAF_HASHES = 'SELECT leaf_hash FROM register_entry WHERE entry_index >= ? ORDER BY entry_index';
const ADD_CHECKPOINT = `INSERT INTO register_checkpoint (size, root, time, certificate, signature)
  VALUES (:size, :root, :time, :certificate, :signature)`;
const CHECKPOINTS =
  'SELECT size, root, time, certificate, signature FROM register_checkpoint ORDER BY number';

/** A view of its own memory, so that a message carries these bytes alone and not the pool that they lie in. */
const own = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

export function registerTable(database: Database): RegisterTable {
  const size = database.prepare<[], number>(SIZE).pluck();
  const insert = database.prepare<[number, Uint8Array, Uint8Array]>(APPEND);
  const select = database.prepare<[number, number], StoredEntry>(ENTRIES);
  const selectHashes = database.prepare<[number], Buffer>(LEAF_HASHES).pluck();
  const insertCheckpoint = database.prepare<[RegisterCheckpoint]>(ADD_CHECKPOINT);
  const selectCheckpoints = database.prepare<[], RegisterCheckpoint>(CHECKPOINTS);
  const currentSize = (): number => size.get() ?? 0;
  const append = database.transaction(({ index, bytes, leafHash }: StoredEntry) => {
    const present = currentSize();
    if (index !== present) throw movedOn(index, present);
    insert.run(index, bytes, leafHash);
  });
  return {
    size: currentSize,
    append: (entry) => append.immediate(entry),
    entries: ({ from, count }) =>
      select
        .all(from, count)
        .map(({ index, bytes, leafHash }) => ({ index, bytes: own(bytes), leafHash: own(leafHash) })),
    leafHashes: (from) => own(Buffer.concat(selectHashes.all(from))),
    addCheckpoint: (checkpoint) => {
      insertCheckpoint.run(checkpoint);
    },
    checkpoints: () => selectCheckpoints.all(),
  };
}

/** Another process has appended meanwhile; its entries must be read before the next one is made. */
function movedOn(index: number, size: number): CodedError {
  return new CodedError('STORE_BUSY', `the register has ${size} entries, ${index} is not next`, {
    index,
    size,
  });
}
