import type { Database } from 'better-sqlite3';
import type { Sm3 } from '../../core/register/merkle-tree.ts';
import { type HashedEntry, VerifiedHistory } from '../../core/register/verified-history.ts';
import type { KnownEntries, StoredHistory } from '../../services/register/register-store.ts';
import { SUBTREE_HEIGHT } from './migrations/0004-large-registers.ts';
import {
  EntryFingerprint,
  expectOpen,
  keepSubtrees,
  leavesIn,
  recognise,
  turnOf,
} from './recognised-entries.ts';

/** Entries that are hashed before others get a turn: a few milliseconds. */
const AT_ONCE = 500;

const ENTRIES = `SELECT entry_index AS "index", bytes, leaf_hash AS leafHash FROM register_entry
  WHERE entry_index >= ? ORDER BY entry_index LIMIT ${AT_ONCE}`;

const WIDTH = 2 ** SUBTREE_HEIGHT;

/**
 * The history of an open database. The first check hashes every entry, or knows again those that a place outside the
 * database knows; later ones hash new entries alone, until another connection has written to the database (PRAGMA
 * data_version), which may have changed any row. Nothing is taken from the disk but what such a place confirms, since an
 * editor of the database could rewrite it.
 */
export class KeptHistory {
  readonly #database: Database;
  readonly #engine: Sm3;
  #history: VerifiedHistory;
  #fingerprint = new EntryFingerprint();
  #recognised = 0;
  #version: unknown;
  /** The check under way, if any: another one waits for it. */
  #running: Promise<unknown> = Promise.resolve();

  constructor(database: Database, engine: Sm3) {
    this.#database = database;
    this.#engine = engine;
    this.#history = new VerifiedHistory(engine);
  }

  /**
   * Hashes what is new, and returns the state. Other calls are answered meanwhile. Rejects as SQLite does, and with
   * STORE_UNAVAILABLE if the database is closed meanwhile.
   */
  check(sizes: readonly number[], known: KnownEntries | 'whole' | null): Promise<StoredHistory> {
    return this.#afterHashing(sizes, known, (history) => ({
      ...history.state(sizes),
      fingerprint: this.#fingerprint.value(),
      recognised: this.#recognised,
    }));
  }

  /** @throws RangeError as {@link VerifiedHistory.consistency} */
  consistency(first: number, size: number): Promise<readonly Uint8Array[]> {
    return this.#afterHashing([first, size], null, (history) => history.consistency(first, size));
  }

  #afterHashing<T>(
    sizes: readonly number[],
    known: KnownEntries | 'whole' | null,
    answer: (history: VerifiedHistory) => T,
  ): Promise<T> {
    const answered = this.#running.then(async () => {
      await this.#hashNew(known);
      if (!sizes.every((size) => this.#expandAt(size))) await this.#hashNew('whole');
      return answer(this.#history);
    });
    this.#running = answered.catch(() => undefined);
    return answered;
  }

  async #hashNew(known: KnownEntries | 'whole' | null): Promise<void> {
    expectOpen(this.#database);
    // An edit during the work changes the version, so that the next check sees it.
    const version: unknown = this.#database.pragma('data_version', { simple: true });
    const isToBeWhole = known === 'whole' && this.#recognised > 0;
    if (version !== this.#version || isToBeWhole) await this.#begin(known);
    this.#version = version;
    const before = this.#history.size;
    const select = this.#database.prepare<[number], HashedEntry>(ENTRIES);
    for (;;) {
      const rows = select.all(this.#history.size);
      for (const row of rows) this.#history.add(row);
      this.#fingerprint.add(rows);
      if (rows.length < AT_ONCE) break;
      await turnOf(this.#database);
    }
    const isFurther = Math.floor(before / WIDTH) < Math.floor(this.#history.size / WIDTH);
    if (isFurther) keepSubtrees(this.#database, this.#history.tree);
  }

  async #begin(known: KnownEntries | 'whole' | null): Promise<void> {
    const isKnown = known !== null && known !== 'whole';
    const recognised = isKnown ? await recognise(this.#database, this.#engine, known) : null;
    this.#history = recognised?.history ?? new VerifiedHistory(this.#engine);
    this.#fingerprint = recognised?.fingerprint ?? new EntryFingerprint();
    this.#recognised = recognised?.history.size ?? 0;
  }

  /** @returns false if the leaf hashes of a subtree are not those that gave its root */
  #expandAt(size: number): boolean {
    const { tree } = this.#history;
    const place = tree.unknownAt(size);
    return place === null || tree.expand(place, leavesIn(this.#database, place * WIDTH, (place + 1) * WIDTH));
  }
}
