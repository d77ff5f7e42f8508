import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { CodedError } from '../../shared/errors.ts';
import type { Sm3 } from '../../core/register/merkle-tree.ts';
import {
  type HashedEntry,
  type HistoryState,
  VerifiedHistory,
} from '../../core/register/verified-history.ts';

/** Entries that are hashed before others get a turn: a few milliseconds. */
const AT_ONCE = 500;

const ENTRIES = `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry
  WHERE entry_index >= ? ORDER BY entry_index LIMIT ${AT_ONCE}`;

/**
 * The history of an open database. The first check hashes every entry; later ones hash new entries alone, until
 * another connection has written to the database (PRAGMA data_version), which may have changed any row. Nothing of it
 * is kept on the disk, where an editor of the database could rewrite it.
 */
export class KeptHistory {
  readonly #database: Database;
  readonly #engine: Sm3;
  #history: VerifiedHistory;
  #version: unknown;
  /** The check under way, if any: another one waits for it. */
  #running: Promise<unknown> = Promise.resolve();

  constructor(database: Database, engine: Sm3) {
    this.#database = database;
    this.#engine = engine;
    this.#history = new VerifiedHistory(engine);
  }

  /** Hashes what is new, and returns the state. Other calls are answered meanwhile. Rejects as SQLite does. */
  check(sizes: readonly number[]): Promise<HistoryState> {
    return this.#afterHashing((history) => history.state(sizes));
  }

  /** @throws RangeError as {@link VerifiedHistory.consistency} */
  consistency(first: number, size: number): Promise<readonly Uint8Array[]> {
    return this.#afterHashing((history) => history.consistency(first, size));
  }

  #afterHashing<T>(answer: (history: VerifiedHistory) => T): Promise<T> {
    const answered = this.#running.then(async () => {
      await this.#hashNew();
      return answer(this.#history);
    });
    this.#running = answered.catch(() => undefined);
    return answered;
  }

  async #hashNew(): Promise<void> {
    // An edit during the work changes the version, so that the next check sees it.
    const version = this.#database.pragma('data_version', { simple: true });
    if (version !== this.#version) this.#history = new VerifiedHistory(this.#engine);
    this.#version = version;
    const select = this.#database.prepare<[number], HashedEntry>(ENTRIES);
    for (;;) {
      const rows = select.all(this.#history.size);
      for (const row of rows) this.#history.add(row);
      if (rows.length < AT_ONCE) return;
      await turn();
      if (!this.#database.open) throw new CodedError('STORE_UNAVAILABLE', 'closed while it was hashed');
    }
  }
}
