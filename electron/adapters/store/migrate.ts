import type { Database } from 'better-sqlite3';
import { CodedError } from '../../shared/errors.ts';
import { register } from './migrations/0001-register.ts';

interface Migration {
  /** PRAGMA user_version after it. */
  readonly version: number;
  readonly sql: string;
}

/** In order; one that has shipped never changes. */
const MIGRATIONS: readonly Migration[] = [register];

/** The version of the tables that this program reads and writes. */
export const STORE_VERSION = MIGRATIONS.length;

/** "SEAL": marks a database file as this program's (SQLite file format, 1.3.14). */
export const APPLICATION_ID = 0x5345_414c;

const numberOf = (database: Database, pragma: string): number =>
  database.pragma(pragma, { simple: true }) as number;

/**
 * Brings a database to `STORE_VERSION`, in one transaction with all other writers kept out. Throws STORE_DAMAGED
 * for another program's file and STORE_UNWRITABLE for one that a later version of this program has written.
 */
export function migrate(database: Database): void {
  if (checkedVersion(database) === STORE_VERSION) return;
  database
    .transaction(() => {
      const pending = MIGRATIONS.slice(checkedVersion(database));
      for (const { sql } of pending) database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${STORE_VERSION}`);
    })
    .immediate();
}

function checkedVersion(database: Database): number {
  const version = numberOf(database, 'user_version');
  checkOrigin(numberOf(database, 'application_id'), version);
  return version;
}

function checkOrigin(applicationId: number, version: number): void {
  const isEmpty = applicationId === 0 && version === 0;
  if (!isEmpty && applicationId !== APPLICATION_ID) {
    throw new CodedError('STORE_DAMAGED', 'not a database of this program', { applicationId });
  }
  if (version > STORE_VERSION) {
    throw new CodedError('STORE_UNWRITABLE', 'written by a later version', { version, known: STORE_VERSION });
  }
}
