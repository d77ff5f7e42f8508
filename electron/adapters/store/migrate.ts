import type { Database } from 'better-sqlite3';
import { CodedError } from '../../shared/errors.ts';
import { register } from './migrations/0001-register.ts';
import { platform } from './migrations/0002-platform.ts';
import { entryLookup } from './migrations/0003-entry-lookup.ts';
import { largeRegisters } from './migrations/0004-large-registers.ts';
import { sealStatusEvents } from './migrations/seal-status/0001-events.ts';
import { sealStatusTimes } from './migrations/seal-status/0002-times.ts';

interface Migration {
  /** PRAGMA user_version after this migration. */
  readonly version: number;
  readonly sql: string;
}

/** The migrations of one kind of database file. */
export interface DatabaseSeries {
  /** Marks a file as one of this program and of this kind (SQLite file format, 1.3.14). */
  readonly applicationId: number;
  /** In order. A migration that has shipped never changes. */
  readonly migrations: readonly Migration[];
}

/** Migrations of the register and of all data that cannot be fetched again; "SEAL". */
export const REGISTER_SERIES: DatabaseSeries = {
  applicationId: 0x5345_414c,
  migrations: [register, platform, entryLookup, largeRegisters],
};

/** Migrations of the platforms' seal status feeds; "SEAS". */
export const SEAL_STATUS_SERIES: DatabaseSeries = {
  applicationId: 0x5345_4153,
  migrations: [sealStatusEvents, sealStatusTimes],
};

function numberOf(database: Database, pragma: string): number {
  const value = database.pragma(pragma, { simple: true });
  if (typeof value !== 'number') throw new Error(`PRAGMA ${pragma} is no number`);
  return value;
}

/**
 * Brings a database to the last version of its series in one transaction, which keeps all other writers out.
 * @throws CodedError STORE_DAMAGED for a file of another program or series; STORE_UNWRITABLE for one that a later
 * version of this program has written
 */
export function migrate(database: Database, series: DatabaseSeries): void {
  const last = series.migrations.length;
  if (checkedVersion(database, series) === last) return;
  database
    .transaction(() => {
      const pending = series.migrations.slice(checkedVersion(database, series));
      for (const { sql } of pending) database.exec(sql);
      database.pragma(`application_id = ${series.applicationId}`);
      database.pragma(`user_version = ${last}`);
    })
    .immediate();
}

function checkedVersion(database: Database, series: DatabaseSeries): number {
  const version = numberOf(database, 'user_version');
  checkOrigin(numberOf(database, 'application_id'), version, series);
  return version;
}

function checkOrigin(applicationId: number, version: number, series: DatabaseSeries): void {
  const isEmpty = applicationId === 0 && version === 0;
  const known = series.migrations.length;
  if (!isEmpty && applicationId !== series.applicationId) {
    throw new CodedError('STORE_DAMAGED', 'not a database of this program', { applicationId });
  }
  if (version > known) {
    throw new CodedError('STORE_UNWRITABLE', 'written by a later version', { version, known });
  }
}
