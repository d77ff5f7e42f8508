import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import { type DatabaseSeries, migrate, REGISTER_SERIES } from './migrate.ts';

export interface DatabaseOptions {
  /** The binding for runtimes before Node-API 10; its path, whether or not it is there. */
  readonly olderBinding: string;
}

/** How long a writer waits for another process's transaction; one takes milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** better-sqlite3's prebuilt binaries need it, and crash the process of a runtime that lacks it. */
const NODE_API_OF_PREBUILDS = 10;

function bindingFor({ olderBinding }: DatabaseOptions): { readonly nativeBinding?: string } {
  return Number(process.versions['napi']) < NODE_API_OF_PREBUILDS ? { nativeBinding: olderBinding } : {};
}

/** Throws STORE_UNAVAILABLE where the database engine cannot be loaded into this runtime. */
function connect(file: string, options: DatabaseOptions): Database {
  try {
    return new SqliteDatabase(file, { timeout: BUSY_TIMEOUT_MS, ...bindingFor(options) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_DLOPEN_FAILED') throw error;
    throw new CodedError('STORE_UNAVAILABLE', String(error), { runtime: process.version });
  }
}

/** WAL and FULL: what a transaction has confirmed survives the death of the process and of the system. */
function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
}

function checkSound(database: Database): void {
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new CodedError('STORE_DAMAGED', String(found));
}

/**
 * Opens a database file, makes it where there is none, checks it and brings it up to date. Throws STORE_DAMAGED,
 * STORE_UNWRITABLE, STORE_BUSY or STORE_UNAVAILABLE, and leaves nothing open then.
 */
export function openDatabase(
  file: string,
  options: DatabaseOptions,
  series: DatabaseSeries = REGISTER_SERIES,
): Database {
  return storing(() => {
    const database = connect(file, options);
    try {
      configure(database);
      checkSound(database);
      migrate(database, series);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Leaves the file alone on disk, without its log, and closes it. Throws STORE_BUSY where another process has it
 * open: a file that somebody writes to must not be moved.
 */
export function closeAlone(database: Database): void {
  try {
    storing(() => {
      database.pragma('busy_timeout = 1000');
      const mode = database.pragma('journal_mode = DELETE', { simple: true });
      if (mode !== 'delete') throw new CodedError('STORE_BUSY', `journal_mode is still ${String(mode)}`);
    });
  } finally {
    database.close();
  }
}

/** SQLite's result codes by the start of their names (https://sqlite.org/rescode.html); extended codes add to it. */
const CODES: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_CORRUPT', 'STORE_DAMAGED'],
  ['SQLITE_NOTADB', 'STORE_DAMAGED'],
  ['SQLITE_BUSY', 'STORE_BUSY'],
  ['SQLITE_LOCKED', 'STORE_BUSY'],
  ['SQLITE_FULL', 'STORE_UNWRITABLE'],
  ['SQLITE_IOERR', 'STORE_UNWRITABLE'],
  ['SQLITE_READONLY', 'STORE_UNWRITABLE'],
  ['SQLITE_CANTOPEN', 'STORE_UNWRITABLE'],
  ['SQLITE_PERM', 'STORE_UNWRITABLE'],
];

/** The system's errors for files and folders of the store. */
const SYSTEM = /^E(ACCES|PERM|ROFS|NOSPC|DQUOT|IO|NOTDIR|EXIST|BUSY|NOENT)$/;

function nameOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The coded error for what SQLite or the file system threw; anything else is a broken invariant and stays so. */
export function storeError(error: unknown): unknown {
  if (error instanceof CodedError) return error;
  const name = nameOf(error);
  const code = CODES.find(([prefix]) => name.startsWith(prefix))?.[1];
  if (code !== undefined) return new CodedError(code, name, { sqlite: name });
  return SYSTEM.test(name) ? new CodedError('STORE_UNWRITABLE', name, { system: name }) : error;
}

/** Runs `work`; what it throws is thrown as {@link storeError} says. */
export function storing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}

/** Whether an error says that the database file itself is unsound. */
export const isDamage = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'STORE_DAMAGED';
