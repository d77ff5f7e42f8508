import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { statSync } from 'node:fs';
import { CodedError } from '../../shared/errors.ts';
import { componentFailure } from '../native-components.ts';
import { thisSystem } from '../systems/this-system.ts';
import { type DatabaseSeries, migrate, REGISTER_SERIES } from './migrate.ts';
import { storing } from './store-errors.ts';

export interface DatabaseOptions {
  /** Path of the binding for runtimes before Node-API 10; the file need not exist. */
  readonly olderBinding: string;
}

/** Longest time that a writer waits for another process's transaction, which takes milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** better-sqlite3's prebuilt binaries need this version and crash a runtime that lacks it. */
const NODE_API_OF_PREBUILDS = 10;

/** Returns the binding for this runtime, as the constructor of a database takes it. */
export function bindingFor({ olderBinding }: DatabaseOptions): { readonly nativeBinding?: string } {
  return Number(process.versions['napi']) < NODE_API_OF_PREBUILDS ? { nativeBinding: olderBinding } : {};
}

/** @throws CodedError STORE_UNAVAILABLE or STORE_SYSTEM_TOO_OLD if the database engine cannot be loaded into this runtime */
function connect(file: string, options: DatabaseOptions): Database {
  // SQLite would wait for whoever writes into a pipe.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw new CodedError('STORE_DAMAGED', 'no file');
  try {
    return new SqliteDatabase(thisSystem.pathForLibraries(file), {
      timeout: BUSY_TIMEOUT_MS,
      ...bindingFor(options),
    });
  } catch (error) {
    const failure = componentFailure('better-sqlite3', error);
    if (failure === null) throw error;
    const code = failure.systemTooOld ? 'STORE_SYSTEM_TOO_OLD' : 'STORE_UNAVAILABLE';
    throw new CodedError(code, String(error), failure.details);
  }
}

/**
 * The pages that SQLite keeps in memory, in kibibytes as a negative number: a large register is read from one end to the
 * other, which a larger cache does not make faster.
 */
const CACHE_SIZE = -4000;

/** Sets WAL and FULL, so that a confirmed transaction survives the death of the process and of the system. */
function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = ${CACHE_SIZE}`);
  database.pragma('trusted_schema = OFF');
}

function checkSound(database: Database): void {
  const found = database.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new CodedError('STORE_DAMAGED', String(found));
}

/**
 * Opens a database file, makes it if there is none, checks it and brings it up to date.
 * @throws CodedError STORE_DAMAGED, STORE_UNWRITABLE, STORE_BUSY, STORE_UNAVAILABLE or STORE_SYSTEM_TOO_OLD; nothing is open then
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
 * Closes a database and leaves one file on the disk, without its log.
 * @throws CodedError STORE_BUSY if another process has it open: a file in use must not be moved
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
