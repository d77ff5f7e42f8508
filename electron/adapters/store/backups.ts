import type { Database } from 'better-sqlite3';
import { chmodSync, closeSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Sm3 } from '../../core/register/merkle-tree.ts';
import { readHeadLines } from '../../core/register/head-lines.ts';
import type { ByteProgress } from '../../services/documents/document-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { namesIn, reading } from '../files/file-errors.ts';
import { identityOf } from '../files/file-key.ts';
import { fileMoves } from '../files/file-moves.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { openRegularFile } from '../files/regular-file.ts';
import { thisSystem } from '../systems/this-system.ts';
import { closeAlone, type DatabaseOptions, openDatabase } from './database.ts';
import { isDamage, storing } from './store-errors.ts';
import { type CarriedOver, carryOver, withFormer } from './carry-over.ts';
import { entriesIn } from './register-tables.ts';
import {
  backupsIn,
  databaseIn,
  discardDraft,
  draftBeside,
  exists,
  headsIn,
  looksLikeStore,
  newestAside,
  setAside,
  settle,
  stampOf,
} from './store-files.ts';

/** A backup is due after this many new entries, or after a day with at least one. */
const ENTRIES_BETWEEN = 64;
const MS_BETWEEN = 24 * 60 * 60 * 1000;

/** Others write between two steps. */
const PAGES_A_STEP = 100;

/** Number of backups that are kept; with daily backups, the last fortnight. */
const KEPT = 14;

/** Drafts and copies of databases, with what SQLite puts beside them. */
const DRAFT = /\.db\.\d+(?:-[0-9a-f]{8})?\.(?:draft|copy)(?:-wal|-shm|-journal)?$/;

/** A draft of this age was left behind by a process that died. */
const STALE_DRAFT_MS = 60 * 60 * 1000;

/**
 * Names of backups. They end with the size that the register had when copying began, so that no backup has to be
 * opened to decide whether another is due.
 */
const NAME = /^register-\d{8}T\d{9}Z-(\d+)\.db$/;

/** A damaged database, and what was done about it. */
export type StoreDamage = RegisterDamage | SealStatusDamage;

/** The seal status feeds have no backup; they are fetched again. */
interface SealStatusDamage {
  readonly part: 'sealStatus';
  /** Present path of the damaged file. */
  readonly setAside: string;
}

export interface RegisterDamage {
  readonly part: 'register';
  /** Present path of the damaged file; null if the file was missing although there are backups. */
  readonly setAside: string | null;
  /** The backup that took its place; null if there is none and an empty database did. */
  readonly restoredFrom: string | null;
  /** The number of entries that the register has now, with those that were carried over from the damaged file. */
  readonly entries: number;
  /** The number of entries that the register had at least, by all that this computer still knows. */
  readonly knownEntries: number;
}

/** The state of the database when it was opened. */
export interface StoreOpening {
  /** Null if the database was sound. */
  readonly damage: RegisterDamage | null;
}

/** The number of entries in the register of a copy. */
export interface StoreCopy {
  readonly entries: number;
}

export interface OpenedDatabase extends StoreOpening {
  readonly database: Database;
  /** Identity of the open file; another identity at its path means that another process has replaced it. */
  readonly identity: string | undefined;
}

/**
 * Opens the database of a folder. A damaged one is set aside, never deleted, and the newest sound backup takes
 * its place.
 * @throws CodedError STORE_UNWRITABLE, STORE_BUSY or STORE_UNAVAILABLE
 */
export function openOrRecover(folder: string, options: DatabaseOptions, engine: Sm3): OpenedDatabase {
  const file = databaseIn(folder);
  // The folder keeps other users out: SQLite makes files with the usual rights.
  storing(() => makePrivateFolder(folder));
  const before = identityOf(file);
  if (before === undefined && storing(() => hadDatabase(folder))) {
    return recovered(folder, null, options, engine);
  }
  try {
    return opened(file, null, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Another process may have found the same damage and put a sound file there meanwhile.
    if (identityOf(file) !== before) return opened(file, null, options);
    const aside = storing(() => setAside(file, 'damaged'));
    return recovered(folder, aside, options, engine);
  }
}

function opened(file: string, damage: StoreOpening['damage'], options: DatabaseOptions): OpenedDatabase {
  const database = openDatabase(file, options);
  return { database, damage, identity: identityOf(file) };
}

/** The newest sound backup takes the place of a database, with what can be read of a former one. */
function recovered(
  folder: string,
  aside: string | null,
  options: DatabaseOptions,
  engine: Sm3,
): OpenedDatabase {
  const file = databaseIn(folder);
  const { draft, restoredFrom } = newestSound(folder, options);
  const former = aside ?? storing(() => newestAside(folder));
  const carried =
    former === null ? null : withFormer(former, options, (from) => carryInto(draft, from, options, engine));
  storing(() => settle(draft, file));
  const opening = opened(file, null, options);
  const entries = entriesIn(opening.database);
  const knownEntries = Math.max(entries, carried?.former ?? 0, largestBackup(folder), newestHead(folder));
  return { ...opening, damage: { part: 'register', setAside: aside, restoredFrom, entries, knownEntries } };
}

/** Carries over from a former database into a draft. */
function carryInto(draft: string, former: Database, options: DatabaseOptions, engine: Sm3): CarriedOver {
  const copy = openDatabase(draft, options);
  try {
    return carryOver(former, copy, 'everything', engine);
  } finally {
    closeAlone(copy);
  }
}

/** Makes a draft of the newest backup that is sound, or an empty one. */
function newestSound(
  folder: string,
  options: DatabaseOptions,
): { readonly draft: string; readonly restoredFrom: string | null } {
  const file = databaseIn(folder);
  for (const restoredFrom of storing(() => backupsNewestFirst(backupsIn(folder)))) {
    try {
      return { draft: draftOf(restoredFrom, file, options).draft, restoredFrom };
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'BACKUP_DAMAGED') throw error;
    }
  }
  const draft = draftBeside(file);
  checkCopy(draft, options);
  return { draft, restoredFrom: null };
}

/** Tells whether there was a database here, by what lies beside it. */
const hadDatabase = (folder: string): boolean =>
  backupsNewestFirst(backupsIn(folder)).length > 0 || exists(headsIn(folder));

/** Returns the size of the newest head in the journal beside the database, or 0. */
function newestHead(folder: string): number {
  const path = headsIn(folder);
  if (!exists(path)) return 0;
  const { heads } = readHeadLines(storing(() => readFileSync(path, 'utf8')));
  const id = heads.at(-1)?.registerId;
  return Math.max(0, ...heads.flatMap((head) => (head.registerId === id ? head.size : [])));
}

/** Returns the largest register of which there is or was a backup, whether or not it is sound. */
function largestBackup(folder: string): number {
  const sizes = backupsNewestFirst(backupsIn(folder)).map((path) => Number(NAME.exec(basename(path))?.[1]));
  return Math.max(0, ...sizes);
}

/**
 * Makes a checked copy of a backup beside the database, ready to take its place. The backup itself is not touched.
 * @throws CodedError BACKUP_DAMAGED if the file is no sound backup; FILE_NOT_FOUND, FILE_UNREADABLE or
 * FILE_NOT_REGULAR
 */
export function draftOf(
  backup: string,
  file: string,
  options: DatabaseOptions,
): { readonly draft: string; readonly entries: number } {
  const draft = draftBeside(file);
  reading(() => {
    closeSync(openRegularFile(backup).descriptor);
    copyFileSync(backup, draft);
  });
  try {
    if (!exists(draft) || !looksLikeStore(draft)) throw new CodedError('STORE_DAMAGED', 'not a backup');
    return { draft, entries: checkCopy(draft, options) };
  } catch (error) {
    discardDraft(draft);
    throw isDamage(error) ? new CodedError('BACKUP_DAMAGED', String(error)) : error;
  }
}

/** Checks a copy, makes it one file without a log and returns the number of its entries. */
function checkCopy(draft: string, options: DatabaseOptions): number {
  const copy = openDatabase(draft, options);
  const entries = entriesIn(copy);
  closeAlone(copy);
  return entries;
}

/**
 * Copies an open database while others may write to it, checks the copy and puts it at `file`, which it
 * replaces. The copy is one file without a log.
 * @param onProgress is told how many of its bytes are copied
 */
export async function copyDatabase(
  database: Database,
  file: string,
  options: DatabaseOptions,
  onProgress: ByteProgress = () => undefined,
): Promise<StoreCopy> {
  const draft = draftBeside(file);
  try {
    const pageBytes = Number(database.pragma('page_size', { simple: true }));
    await database.backup(thisSystem.pathForLibraries(draft), {
      progress: ({ totalPages, remainingPages }) => {
        onProgress((totalPages - remainingPages) * pageBytes, totalPages * pageBytes);
        return PAGES_A_STEP;
      },
    });
    chmodSync(draft, 0o600);
    const entries = checkCopy(draft, options);
    settle(draft, file);
    return { entries };
  } finally {
    discardDraft(draft);
  }
}

/** Returns when the newest backup of a store was made, or null if there is none. @throws CodedError of the store */
export function newestBackup(folder: string): Date | null {
  const [newest] = storing(() => backupsNewestFirst(backupsIn(folder)));
  return newest === undefined ? null : storing(() => statSync(newest).mtime);
}

/** Makes a backup if one is due, or in any case, and removes the oldest beyond those that are kept. */
export async function backUpIfDue(
  database: Database,
  folder: string,
  options: DatabaseOptions,
  inAnyCase: boolean,
): Promise<void> {
  const size = entriesIn(database);
  const now = new Date();
  if (!inAnyCase && !isDue(folder, size, now)) return;
  mkdirSync(folder, { recursive: true });
  await copyDatabase(database, join(folder, `register-${stampOf(now)}-${size}.db`), options);
  for (const old of backupsNewestFirst(folder).slice(KEPT)) fileMoves.discard(old);
  for (const place of [folder, dirname(folder)]) removeStaleDrafts(place, now);
}

function isDue(folder: string, size: number, now: Date): boolean {
  const [newest] = backupsNewestFirst(folder);
  if (newest === undefined) return size > 0;
  const before = Number(NAME.exec(basename(newest))?.[1]);
  if (before === 0) return size > 0;
  const grown = size - before;
  const ageMs = now.getTime() - statSync(newest).mtimeMs;
  return grown >= ENTRIES_BETWEEN || grown < 0 || (grown > 0 && ageMs >= MS_BETWEEN);
}

/** Returns the paths of the backups in a folder, the newest first; none if there is no such folder. */
function backupsNewestFirst(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

function removeStaleDrafts(folder: string, now: Date): void {
  for (const name of readdirSync(folder).filter((entry) => DRAFT.test(entry))) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found !== undefined && now.getTime() - found.mtimeMs > STALE_DRAFT_MS) {
      fileMoves.discard(join(folder, name));
    }
  }
}
