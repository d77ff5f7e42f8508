import { copyFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { leafHash, type Sm3 } from '../../core/register/merkle-tree.ts';
import type { StoredEntry } from '../../services/register/register-store.ts';
import { thisSystem } from '../systems/this-system.ts';
import { bindingFor, type DatabaseOptions } from './database.ts';
import { storeError } from './store-errors.ts';
import { discardDraft, draftBeside, exists } from './store-files.ts';

/** What was carried over from a database into the one that takes its place. */
export interface CarriedOver {
  /** Entries of the register that were added. */
  readonly entries: number;
  /** Records that were added or replaced by newer ones. */
  readonly records: number;
  /** The number of entries that the former database had; null if it cannot be told. */
  readonly former: number | null;
  /** The first index at which both have different entries; null if one register begins with the other. */
  readonly differsAt: number | null;
  /** True if every row of the former database was read. */
  readonly whole: boolean;
}

/** How much is carried over: entries too, or only what features keep about uses, losses and applications. */
export type CarryWhat = 'everything' | 'records';

/**
 * Carries over what a former database has beyond a backup that takes its place, so that restoring forgets nothing. The
 * entries are added if the backup's register begins the former one and as far as each fits its leaf hash. Records, lists
 * and the last contacts with platforms are carried over always; of two versions of a record the newer one stays. A
 * damaged database is read as far as it can be.
 * @param former is only read
 * @param target the checked copy of the backup
 */
export function carryOver(former: Database, target: Database, what: CarryWhat, engine: Sm3): CarriedOver {
  const source = new FormerRows(former);
  const carry = target.transaction((): CarriedOver => {
    const have = sizeOf(target);
    const size = source.size();
    const differsAt = firstDifference(source, target, have, engine);
    const continues = differsAt === null && size !== 0;
    const entries = what === 'everything' && continues ? addEntries(source, target, have, engine) : 0;
    if (entries > 0) addCheckpoints(source, target, have + entries);
    const records = mergeRows(source, target, continues);
    return { entries, records, former: size, differsAt, whole: source.isWhole };
  });
  return carry.immediate();
}

/**
 * Reads a database that was set aside, which may be damaged, from a copy that is removed afterwards: the file itself
 * stays as it is.
 * @returns null if it cannot be opened at all
 */
export function withFormer<T>(
  file: string,
  options: DatabaseOptions,
  work: (former: Database) => T,
): T | null {
  const copy = draftBeside(file, 'copy');
  try {
    for (const end of ['', '-wal'])
      if (exists(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`);
    const former = openedOrNull(copy, options);
    if (former === null) return null;
    try {
      return work(former);
    } finally {
      former.close();
    }
  } finally {
    discardDraft(copy);
  }
}

function openedOrNull(file: string, options: DatabaseOptions): Database | null {
  try {
    return new SqliteDatabase(thisSystem.pathForLibraries(file), {
      fileMustExist: true,
      ...bindingFor(options),
    });
  } catch {
    return null;
  }
}

/** Reads rows of a database that may be damaged. A part that cannot be read is left out and remembered. */
class FormerRows {
  readonly #database: Database;
  isWhole = true;

  constructor(database: Database) {
    this.#database = database;
  }

  size(): number | null {
    const found = this.#tried<number>(() => sizeOf(this.#database));
    return found ?? null;
  }

  entry(index: number): StoredEntry | null {
    const read = this.#tried(() =>
      this.#database
        .prepare<[number], StoredEntry>(
          'SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry WHERE entry_index = ?',
        )
        .get(index),
    );
    return read ?? null;
  }

  /** Reads a table forwards, and backwards too if damage lies in between. */
  rows<Row>(table: keyof typeof KEYS): Row[] {
    const key = KEYS[table];
    const read = (direction: 'ASC' | 'DESC'): { readonly rows: Row[]; readonly ended: boolean } => {
      const rows: Row[] = [];
      const order = key.map((column) => `${column} ${direction}`).join(', ');
      const ended = this.#tried(() => {
        const select = this.#database.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY ${order}`);
        for (const row of select.iterate()) rows.push(row);
        return true;
      });
      return { rows, ended: ended === true };
    };
    const forwards = read('ASC');
    return forwards.ended ? forwards.rows : [...forwards.rows, ...read('DESC').rows];
  }

  /** Runs a read. Damage ends it with undefined; anything else is thrown. */
  #tried<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      const coded = storeError(error);
      if (coded === error) throw error;
      this.isWhole = false;
      return undefined;
    }
  }
}

/** The keys of the tables that are carried over row by row. */
const KEYS = {
  record: ['kind', 'id'],
  platform_list: ['platform', 'list'],
  sync_state: ['platform'],
  register_checkpoint: ['number'],
} as const;

function sizeOf(database: Database): number {
  const sql = 'SELECT coalesce(max(entry_index) + 1, 0) FROM register_entry';
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}

/** Entries that cannot be read, or do not fit their own hash, prove no difference. */
function firstDifference(source: FormerRows, target: Database, have: number, engine: Sm3): number | null {
  const sql = 'SELECT leaf_hash FROM register_entry WHERE entry_index = ?';
  const hashAt = target.prepare<[number], Buffer>(sql).pluck();
  for (let index = 0; index < have; index += 1) {
    const theirs = source.entry(index);
    const ours = hashAt.get(index);
    if (theirs === null || ours === undefined || equalBytes(ours, theirs.leafHash)) continue;
    if (fits(theirs, engine)) return index;
  }
  return null;
}

const fits = ({ bytes, leafHash: kept }: StoredEntry, engine: Sm3): boolean =>
  equalBytes(leafHash(engine, bytes), kept);

function addEntries(source: FormerRows, target: Database, from: number, engine: Sm3): number {
  const insert = target.prepare(
    'INSERT INTO register_entry (entry_index, bytes, leaf_hash) VALUES (?, ?, ?)',
  );
  for (let index = from; ; index += 1) {
    const entry = source.entry(index);
    if (entry === null || !fits(entry, engine)) return index - from;
    insert.run(index, entry.bytes, entry.leafHash);
  }
}

interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly certificate: string | null;
  readonly signature: string | null;
}

function addCheckpoints(source: FormerRows, target: Database, size: number): void {
  const has = target.prepare(
    'SELECT 1 FROM register_checkpoint WHERE size = :size AND root = :root AND time = :time',
  );
  const insert = target.prepare(`INSERT INTO register_checkpoint (size, root, time, certificate, signature)
    VALUES (:size, :root, :time, :certificate, :signature)`);
  for (const row of source.rows<CheckpointRow>('register_checkpoint')) {
    const { root, time, certificate, signature } = row;
    if (row.size <= size && has.get({ size: row.size, root, time }) === undefined) {
      insert.run({ size: row.size, root, time, certificate, signature });
    }
  }
}

const MERGE_RECORD = `INSERT INTO record (kind, id, value, changed_at) VALUES (:kind, :id, :value, :changed_at)
  ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
  WHERE excluded.changed_at > record.changed_at`;
const MERGE_LIST = `INSERT INTO platform_list
  VALUES (:platform, :list, :number, :issued_at, :next_update, :etag, :sm3, :confirmed_at)
  ON CONFLICT (platform, list) DO UPDATE SET number = excluded.number, issued_at = excluded.issued_at,
    next_update = excluded.next_update, etag = excluded.etag, sm3 = excluded.sm3,
    confirmed_at = excluded.confirmed_at WHERE excluded.number > platform_list.number`;
const MERGE_SYNC_STATE = `INSERT INTO sync_state
  VALUES (:platform, :last_attempt_at, :last_sync_at, :platform_time, :register_size, :problem, :failures)
  ON CONFLICT (platform) DO UPDATE SET last_attempt_at = excluded.last_attempt_at,
    last_sync_at = excluded.last_sync_at, platform_time = excluded.platform_time,
    register_size = excluded.register_size, problem = excluded.problem, failures = excluded.failures
  WHERE coalesce(excluded.last_sync_at, '') > coalesce(sync_state.last_sync_at, '')`;

interface RecordRow {
  readonly kind: string;
  readonly id: string;
}

/** @param continues true if the former register continues that of the backup, so that its id is the right one */
function mergeRows(source: FormerRows, target: Database, continues: boolean): number {
  const isIdentity = ({ kind, id }: RecordRow): boolean => kind === 'register' && id === 'identity';
  const merge = target.prepare(MERGE_RECORD);
  let merged = 0;
  for (const row of source.rows<RecordRow>('record')) {
    if (continues || !isIdentity(row)) merged += merge.run(row).changes;
  }
  for (const row of source.rows('platform_list')) target.prepare(MERGE_LIST).run(row);
  for (const row of source.rows('sync_state')) target.prepare(MERGE_SYNC_STATE).run(row);
  return merged;
}
