import type { Database } from 'better-sqlite3';
import { dirname } from 'node:path';
import type {
  LateRevocation,
  PlatformSealStatus,
  PlatformStore,
} from '../../services/platform/platform-store.ts';
import type { StatusEvent } from '../../shared/model/seal-standing.ts';
import type { Immediate } from '../../wire/methods.ts';
import { identityOf } from '../files/file-key.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { heedWishes } from './let-go.ts';
import { isDamage, storing } from './store-errors.ts';
import { SEAL_STATUS_SERIES } from './migrate.ts';
import { setAside } from './store-files.ts';

interface Opened {
  readonly database: Database;
  readonly table: SealStatusTable;
  readonly identity: string | undefined;
}

/** The file is taken to be still in its place for this long: asking the system costs more than a look-up. */
const KNOWN_FOR_MS = 1_000;

/** Seals come in no order; a smaller cache would read and write the whole index for every page of events. */
const CACHE_KIB = 64 * 1024;
/** More than a feed of two million seals; SQLite reads the rest without mapping it. */
const MAPPED_BYTES = 256 * 1024 * 1024;

/**
 * The database of the seal status feeds, opened at its first use. A damaged file is set aside and an empty one takes
 * its place. The next synchronisation fetches all events again; the register's database remembers their numbers, so
 * that a platform cannot give fewer than before.
 */
export class SealStatusDatabase {
  readonly #file: string;
  readonly #options: DatabaseOptions;
  readonly #onDamage: (setAside: string) => void;
  #opened: Opened | undefined;
  #knownUntilMs = 0;

  /** @param onDamage receives the new path of a damaged file */
  constructor(file: string, options: DatabaseOptions, onDamage: (setAside: string) => void) {
    this.#file = file;
    this.#options = options;
    this.#onDamage = onDamage;
    heedWishes(file, () => this.close());
  }

  /** @throws CodedError STORE_UNWRITABLE, STORE_BUSY, STORE_UNAVAILABLE; STORE_DAMAGED if damage shows in use */
  work<T>(work: (table: SealStatusTable) => T): T {
    const { table } = this.#open();
    try {
      return storing(() => work(table));
    } catch (error) {
      if (isDamage(error)) this.close();
      throw error;
    }
  }

  close(): void {
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  /** Opens the file again if another process has set it aside. */
  #open(): Opened {
    const nowMs = performance.now();
    if (this.#opened !== undefined && nowMs < this.#knownUntilMs) return this.#opened;
    this.#knownUntilMs = nowMs + KNOWN_FOR_MS;
    if (this.#opened !== undefined && this.#opened.identity === identityOf(this.#file)) return this.#opened;
    this.close();
    const database = this.#soundDatabase();
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`mmap_size = ${MAPPED_BYTES}`);
    return (this.#opened = storing(() => ({
      database,
      table: sealStatusTable(database),
      identity: identityOf(this.#file),
    })));
  }

  #soundDatabase(): Database {
    storing(() => makePrivateFolder(dirname(this.#file)));
    const before = identityOf(this.#file);
    try {
      return openDatabase(this.#file, this.#options, SEAL_STATUS_SERIES);
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (identityOf(this.#file) === before) this.#onDamage(storing(() => setAside(this.#file, 'damaged')));
      return openDatabase(this.#file, this.#options, SEAL_STATUS_SERIES);
    }
  }
}

/** The rows of the seal status database as a port; every method is one transaction. */
export type SealStatusRows = Pick<
  PlatformStore,
  | 'lastStatusNumber'
  | 'addStatusEvents'
  | 'boundStatusEvents'
  | 'sealEvents'
  | 'addLateRevocations'
  | 'lateRevocations'
>;

type SealStatusTable = Immediate<SealStatusRows>;

const LAST = 'SELECT coalesce(max(number), 0) FROM seal_status_event WHERE platform = ?';
const ADD = `INSERT INTO seal_status_event (platform, number, kind, es_id, state, since, reason, replaced_by, lost_since,
  received_at, decided_at, published_at, absent_at, brought_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const BOUND = `UPDATE seal_status_event SET brought_at = ?
  WHERE platform = ? AND published_at IS NULL AND brought_at IS NULL`;
/**
 * One text a row: making an object of fourteen columns takes SQLite's binding longer than finding the row. The cells stand in the order of
 * {@link ADD}. SQLite would compile a query with an order anew for each value of its parameter, which takes as long again as the look-up; it
 * does not for the value of a query within.
 */
const OF_SEAL = `SELECT json_array(platform, number, kind, es_id, state, since, reason, replaced_by, lost_since,
    received_at, decided_at, published_at, absent_at, brought_at)
  FROM seal_status_event WHERE es_id = (SELECT ?) ORDER BY platform, number`;
const ADD_LATE = 'INSERT OR IGNORE INTO late_revocation VALUES (?, ?, ?, ?, ?)';
const LATE = `SELECT issuer, serial, revoked_at AS revokedAt, lacked_at AS lackedAt, known_from AS knownFrom FROM late_revocation
  WHERE issuer = ? AND serial = ?`;

type Cell = string | number | null;

function sealStatusTable(database: Database): SealStatusTable {
  const last = database.prepare<[string], number>(LAST).pluck();
  const insert = database.prepare<Cell[]>(ADD);
  const bound = database.prepare<[string, string]>(BOUND);
  const ofSeal = database.prepare<[string], string>(OF_SEAL).pluck();
  const insertLate = database.prepare<[string, string, string, string, string]>(ADD_LATE);
  const late = database.prepare<[string, string], LateRevocation>(LATE);
  const add = database.transaction((platform: string, events: readonly StatusEvent[]) => {
    for (const event of events) insert.run(...rowOf(platform, event));
  });
  const addLate = database.transaction((revocations: readonly LateRevocation[]) => {
    for (const { issuer, serial, revokedAt, lackedAt, knownFrom } of revocations) {
      insertLate.run(issuer, serial, revokedAt, lackedAt, knownFrom);
    }
  });
  return {
    lastStatusNumber: (platform) => last.get(platform) ?? 0,
    addStatusEvents: (platform, events) => add.immediate(platform, events),
    boundStatusEvents: (platform, broughtAt) => void bound.run(broughtAt, platform),
    sealEvents: (esId) => ofSeal.all(esId).map(statusOf),
    addLateRevocations: (revocations) => addLate.immediate(revocations),
    lateRevocations: (issuer, serial) => late.all(issuer, serial),
  };
}

type StatusRow = readonly [
  ...[platform: string, number: number, kind: StatusEvent['kind'], esId: string, state: StatusEvent['state']],
  ...[since: string, reason: string | null, replacedBy: string | null, lostSince: string | null],
  ...[receivedAt: string | null, decidedAt: string | null, publishedAt: string | null],
  ...[absentAt: string | null, broughtAt: string | null],
];

/** Reads a row of {@link OF_SEAL}. */
function statusOf(text: string): PlatformSealStatus {
  // The table is strict, and OF_SEAL gives its columns in this order.
  const row = JSON.parse(text) as StatusRow;
  const [platform, number, kind, esId, state, since, reason, replacedBy] = row;
  const [, , , , , , , , lostSince, receivedAt, decidedAt, publishedAt, absentAt, broughtAt] = row;
  const event = { platform, number, kind, esId, state, since, reason, replacedBy };
  return { ...event, lostSince, receivedAt, decidedAt, publishedAt, absentAt, broughtAt };
}

/** The cells in the order of {@link ADD}. */
function rowOf(platform: string, event: StatusEvent): Cell[] {
  const { number, kind, esId, state, since, reason, replacedBy } = event;
  const { lostSince, receivedAt, decidedAt, publishedAt, absentAt, broughtAt } = event;
  return [
    ...[platform, number, kind, esId, state, since, reason, replacedBy],
    ...[lostSince, receivedAt, decidedAt, publishedAt, absentAt, broughtAt],
  ];
}
