import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

export type PlatformDatabase = Database.Database;

const SCHEMA_VERSION = 2;

/** Nobody else may read administrator PINs and identity papers. SQLite's other files take the same mode. */
const OWNER_ONLY = 0o600;

/**
 * Opens the platform's records, and creates them when there are none.
 * @throws Error when another version of this sandbox has made the file
 */
export function openDatabase(path: string): PlatformDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  chmodSync(path, OWNER_ONLY);
  database.pragma('journal_mode = WAL');
  database.pragma('foreign_keys = ON');
  const version = database.pragma('user_version', { simple: true });
  if (version === 0) createTables(database);
  else if (version !== SCHEMA_VERSION)
    throw new Error(`${path}: version ${String(version)} is not ours; delete it`);
  return database;
}

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
