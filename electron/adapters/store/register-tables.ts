import type { Database } from 'better-sqlite3';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { leafHash, type Sm3 } from '../../core/register/merkle-tree.ts';
import type { ListState, PlatformStore, SyncState } from '../../services/platform/platform-store.ts';
import type { RecordStore, StoredRecord } from '../../services/records/records.ts';
import type { PackedEntry, RegisterStore, StoredEntry } from '../../services/register/register-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterCheckpoint } from '../../shared/model/register.ts';
import type { Immediate } from '../../wire/methods.ts';
import { entryLookups, hashed } from './entry-lookup.ts';

/** The rows of the register's database as ports; every method is one transaction. */
export type RegisterRows = EntryRows & RecordStore & ListStore;
/** What the register's rows answer at once. Hashing all of them takes longer: see `KeptHistory`. */
type EntryRows = Omit<RegisterStore, 'history' | 'consistency'>;
type ListStore = Pick<PlatformStore, 'lists' | 'putList' | 'syncStates' | 'putSyncState'>;

export type RegisterTables = Immediate<RegisterRows>;

/** Prepares the statements for all tables of the register's database. */
export function registerTables(database: Database, engine: Sm3): RegisterTables {
  return { ...registerTable(database, engine), ...recordTable(database), ...listTable(database) };
}

const SIZE = 'SELECT coalesce(max(entry_index) + 1, 0) FROM register_entry';
const APPEND = 'INSERT INTO register_entry VALUES (?, ?, ?)';
const ENTRIES = `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry
  WHERE entry_index >= ? ORDER BY entry_index LIMIT ?`;
/** As many as are read before others get a turn. */
const PACKED_AT_ONCE = 100;
const PACKED = `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry
  WHERE entry_index < ? ORDER BY entry_index DESC LIMIT ${PACKED_AT_ONCE}`;
const LEAF_HASHES = 'SELECT leaf_hash FROM register_entry WHERE entry_index >= ? ORDER BY entry_index';
const ADD_CHECKPOINT = `INSERT INTO register_checkpoint (size, root, time, certificate, signature)
  VALUES (:size, :root, :time, :certificate, :signature)`;
const CHECKPOINTS =
  'SELECT size, root, time, certificate, signature FROM register_checkpoint ORDER BY number';

/** Copies bytes to memory of their own, so that a message does not carry the pool that they lie in. */
const own = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

const LAST_CHECKPOINT = `${CHECKPOINTS} DESC LIMIT 1`;

/** Returns the number of entries in an open database. */
export function entriesIn(database: Database): number {
  return database.prepare<[], number>(SIZE).pluck().get() ?? 0;
}

/** Returns the register's rows in an open database. */
function registerTable(database: Database, engine: Sm3): Immediate<EntryRows> {
  const size = database.prepare<[], number>(SIZE).pluck();
  const insert = database.prepare<[number, Uint8Array, Uint8Array]>(APPEND);
  const select = database.prepare<[number, number], StoredEntry>(ENTRIES);
  const selectBefore = database.prepare<[number], StoredEntry>(PACKED);
  const selectHashes = database.prepare<[number], Buffer>(LEAF_HASHES).pluck();
  const insertCheckpoint = database.prepare<[RegisterCheckpoint]>(ADD_CHECKPOINT);
  const selectCheckpoints = database.prepare<[], RegisterCheckpoint>(CHECKPOINTS);
  const selectLast = database.prepare<[], RegisterCheckpoint>(LAST_CHECKPOINT);
  const currentSize = (): number => size.get() ?? 0;
  const append = database.transaction(({ index, bytes, leafHash }: StoredEntry) => {
    const present = currentSize();
    if (index !== present) throw movedOn(index, present);
    insert.run(index, bytes, leafHash);
  });
  return {
    size: currentSize,
    append: (entry) => append.immediate(entry),
    entries: ({ from, count }) => select.all(from, count).map((row) => hashed(row, engine)),
    pack: (before, memory) => packed(selectBefore.all(before), new Uint8Array(memory), engine),
    leafHashes: (from) => own(Buffer.concat(selectHashes.all(from))),
    addCheckpoint: (checkpoint) => {
      insertCheckpoint.run(checkpoint);
    },
    checkpoints: () => selectCheckpoints.all(),
    lastCheckpoint: () => selectLast.get() ?? null,
    ...entryLookups(database, engine),
  };
}

/** Writes entries one after the other, until one does not fit. One that is longer than all memory is no entry. */
function packed(entries: readonly StoredEntry[], memory: Uint8Array, engine: Sm3): PackedEntry[] {
  const places: PackedEntry[] = [];
  let from = 0;
  for (const { index, bytes, leafHash: kept } of entries) {
    const to = from + bytes.length;
    if (to > memory.length) {
      if (places.length === 0) places.push({ index, from: 0, to: 0, altered: true });
      break;
    }
    memory.set(bytes, from);
    places.push({ index, from, to, altered: !equalBytes(leafHash(engine, bytes), kept) });
    from = to;
  }
  return places;
}

const KEPT_TRIGGER = "SELECT sql FROM sqlite_schema WHERE name = 'register_entry_kept'";

/**
 * Puts entries in the place of all from the first one's index on, in a copy that is not in use yet. Checkpoints of what
 * is replaced go too.
 */
export function replaceEntries(copy: Database, entries: readonly StoredEntry[]): void {
  const from = entries[0]?.index;
  if (from === undefined) return;
  const trigger = copy.prepare<[], string>(KEPT_TRIGGER).pluck().get();
  const insert = copy.prepare<[number, Uint8Array, Uint8Array]>(APPEND);
  copy
    .transaction(() => {
      copy.exec('DROP TRIGGER IF EXISTS register_entry_kept');
      copy.prepare('DELETE FROM register_entry WHERE entry_index >= ?').run(from);
      copy.prepare('DELETE FROM register_checkpoint WHERE size > ?').run(from);
      if (trigger !== undefined) copy.exec(trigger);
      for (const { index, bytes, leafHash } of entries) insert.run(index, bytes, leafHash);
    })
    .immediate();
}

/** Returns the error for an entry whose place another process has taken; the caller must read its entries first. */
function movedOn(index: number, size: number): CodedError {
  return new CodedError('STORE_BUSY', `the register has ${size} entries, ${index} is not next`, {
    index,
    size,
  });
}

const GET = 'SELECT value FROM record WHERE kind = ? AND id = ?';
const PUT = `INSERT INTO record (kind, id, value, changed_at) VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))
  ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`;
const ADD = `INSERT OR IGNORE INTO record (kind, id, value, changed_at)
  VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))`;
const LIST = 'SELECT id, value AS json FROM record WHERE kind = ? ORDER BY id';
const REMOVE = 'DELETE FROM record WHERE kind = ? AND id = ?';

/** Returns the features' records in an open database. */
function recordTable(database: Database): Immediate<RecordStore> {
  const get = database.prepare<[string, string], string>(GET).pluck();
  const put = database.prepare<[string, string, string]>(PUT);
  const add = database.prepare<[string, string, string]>(ADD);
  const list = database.prepare<[string], StoredRecord>(LIST);
  const remove = database.prepare<[string, string]>(REMOVE);
  const putAll = database.transaction((kind: string, records: readonly StoredRecord[]) => {
    for (const { id, json } of records) put.run(kind, id, json);
  });
  const removeAll = database.transaction((kind: string, ids: readonly string[]) => {
    for (const id of ids) remove.run(kind, id);
  });
  return {
    get: (kind, id) => get.get(kind, id) ?? null,
    put: (kind, id, json) => {
      put.run(kind, id, json);
    },
    putAll: (kind, records) => putAll.immediate(kind, records),
    add: (kind, id, json) => add.run(kind, id, json).changes === 1,
    list: (kind) => list.all(kind),
    remove: (kind, id) => {
      remove.run(kind, id);
    },
    removeAll: (kind, ids) => removeAll.immediate(kind, ids),
  };
}

const LISTS = `SELECT platform, list, number, issued_at AS issuedAt, next_update AS nextUpdate, etag, sm3,
  confirmed_at AS confirmedAt FROM platform_list ORDER BY platform, list`;
const PUT_LIST = `INSERT INTO platform_list
  VALUES (:platform, :list, :number, :issuedAt, :nextUpdate, :etag, :sm3, :confirmedAt)
  ON CONFLICT (platform, list) DO UPDATE SET number = excluded.number, issued_at = excluded.issued_at,
    next_update = excluded.next_update, etag = excluded.etag, sm3 = excluded.sm3,
    confirmed_at = excluded.confirmed_at`;
const SYNC_STATES = `SELECT platform, last_attempt_at AS lastAttemptAt, last_sync_at AS lastSyncAt,
  platform_time AS platformTime, register_size AS registerSize, problem, failures FROM sync_state ORDER BY platform`;
const PUT_SYNC_STATE = `INSERT OR REPLACE INTO sync_state
  VALUES (:platform, :lastAttemptAt, :lastSyncAt, :platformTime, :registerSize, :problem, :failures)`;

/** Returns what is known of the platforms' lists, in an open database. */
function listTable(database: Database): Immediate<ListStore> {
  const lists = database.prepare<[], ListState>(LISTS);
  const putList = database.prepare<[ListState]>(PUT_LIST);
  const states = database.prepare<[], SyncState>(SYNC_STATES);
  const putState = database.prepare<[SyncState]>(PUT_SYNC_STATE);
  return {
    lists: () => lists.all(),
    putList: (state) => {
      putList.run(state);
    },
    syncStates: () => states.all(),
    putSyncState: (state) => {
      putState.run(state);
    },
  };
}
