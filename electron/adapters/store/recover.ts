import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { CodedError } from '../../shared/errors.ts';
import { reading } from '../files/file-errors.ts';
import { backupsNewestFirst } from './backups.ts';
import { closeAlone, openDatabase, type DatabaseOptions } from './database.ts';
import type { StoreOpening } from './protocol.ts';
import { registerTable } from './register-table.ts';
import { isDamage, storing } from './store-errors.ts';
import {
  backupsIn,
  databaseIn,
  exists,
  identityOf,
  looksLikeStore,
  setAside,
  settle,
} from './store-files.ts';

export interface OpenedDatabase extends StoreOpening {
  readonly database: Database;
  /** Of the file that is open; another one at its path means that somebody has put it there since. */
  readonly identity: string | undefined;
}

/**
 * Opens the database of a folder. A damaged one is set aside, never deleted, and the newest sound backup takes
 * its place. Throws STORE_UNWRITABLE, STORE_BUSY or STORE_UNAVAILABLE.
 */
export function openOrRecover(folder: string, options: DatabaseOptions): OpenedDatabase {
  const file = databaseIn(folder);
  // Who sealed what is nobody else's business: a database is made with the usual rights of files.
  storing(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const before = identityOf(file);
  if (before === undefined && storing(() => backupsNewestFirst(backupsIn(folder))).length > 0) {
    return recovered(folder, null, options);
  }
  try {
    return opened(file, null, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Another process may have found the same damage and put a sound file there meanwhile.
    if (identityOf(file) !== before) return opened(file, null, options);
    return recovered(
      folder,
      storing(() => setAside(file, 'damaged')),
      options,
    );
  }
}

function opened(file: string, damage: StoreOpening['damage'], options: DatabaseOptions): OpenedDatabase {
  const database = openDatabase(file, options);
  return { database, damage, identity: identityOf(file) };
}

function recovered(folder: string, aside: string | null, options: DatabaseOptions): OpenedDatabase {
  const file = databaseIn(folder);
  const sound = backupsNewestFirst(backupsIn(folder)).find((backup) => putInPlace(backup, file, options));
  return opened(file, { part: 'register', setAside: aside, restoredFrom: sound ?? null }, options);
}

function putInPlace(backup: string, file: string, options: DatabaseOptions): boolean {
  try {
    const { draft } = draftOf(backup, file, options);
    storing(() => settle(draft, file));
    return true;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'BACKUP_DAMAGED') return false;
    throw error;
  }
}

/**
 * A checked copy of a backup beside the database, ready to take its place. Throws BACKUP_DAMAGED where the file
 * is no sound backup, FILE_NOT_FOUND or FILE_UNREADABLE; the backup itself is not touched.
 */
export function draftOf(
  backup: string,
  file: string,
  options: DatabaseOptions,
): { readonly draft: string; readonly entries: number } {
  const draft = `${file}.${process.pid}.draft`;
  reading(() => copyFileSync(backup, draft));
  try {
    return { draft, entries: checkDraft(draft, options) };
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true });
    throw isDamage(error) ? new CodedError('BACKUP_DAMAGED', String(error)) : error;
  }
}

function checkDraft(draft: string, options: DatabaseOptions): number {
  if (!exists(draft) || !looksLikeStore(draft)) throw new CodedError('STORE_DAMAGED', 'not a backup');
  const copy = openDatabase(draft, options);
  const entries = registerTable(copy).size();
  closeAlone(copy);
  return entries;
}
