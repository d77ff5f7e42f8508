import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

export type PlatformDatabase = Database.Database;

/** Tables are only ever added, and columns as below, so that records of any earlier version go on. */
const SCHEMA_VERSION = 5;

/** What files before version 4 lack of `seal_event`. Their events were published when they began to act. */
const EVENT_TIMES = `
  ALTER TABLE seal_event ADD COLUMN kind TEXT NOT NULL DEFAULT 'decision';
  ALTER TABLE seal_event ADD COLUMN lost_since TEXT;
  ALTER TABLE seal_event ADD COLUMN received_at TEXT;
  ALTER TABLE seal_event ADD COLUMN decided_at TEXT;
  ALTER TABLE seal_event ADD COLUMN published_at TEXT NOT NULL DEFAULT '';
  UPDATE seal_event SET decided_at = since, published_at = since;`;

/** Answers that files before version 5 have kept say not since when: they were kept for good, and are forgotten. */
const ANSWER_TIMES = 'DROP TABLE kept_answer;';

/** Nobody else may read administrator PINs and identity papers. SQLite's other files take the same mode. */
const OWNER_ONLY = 0o600;

/**
 * Opens the platform's records, and creates them when there are none.
 * @throws Error when a later version of this sandbox has made the file
 */
export function openDatabase(path: string): PlatformDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  chmodSync(path, OWNER_ONLY);
  database.pragma('journal_mode = WAL');
  database.pragma('foreign_keys = ON');
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number' || version > SCHEMA_VERSION)
    throw new Error(`${path}: version ${String(version)} is not ours; delete it`);
  if (version > 0 && version < 4) database.exec(EVENT_TIMES);
  if (version > 0 && version < 5) database.exec(ANSWER_TIMES);
  createTables(database);
  return database;
}

/** Creates the tables that are not there yet: a platform that an earlier sandbox began goes on. */
function createTables(database: PlatformDatabase): void {
  const schema = readFileSync(new URL('schema.sql', import.meta.url), 'utf8');
  database.transaction(() => {
    database.exec(schema);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** Returns the next number of a series, from 1. Call it inside the transaction that uses the number. */
export function nextNumber(database: PlatformDatabase, name: string): number {
  const sql = `INSERT INTO counter (name, value) VALUES (?, 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`;
  return database.prepare<[string], { value: number }>(sql).get(name)?.value ?? 1;
}
