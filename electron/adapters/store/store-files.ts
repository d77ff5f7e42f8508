import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { type FileMoves, fileMoves } from '../files/file-moves.ts';
import { openRegularFile } from '../files/regular-file.ts';
import type { SystemRules } from '../systems/system-rules.ts';
import { thisSystem } from '../systems/this-system.ts';
import { withoutHolders } from './let-go.ts';
import { REGISTER_SERIES } from './migrate.ts';

/** Paths within the folder of a store. */
/** Returns the folder of a home's store. */
export const storeFolderIn = (home: string): string => join(home, 'store');

export const databaseIn = (folder: string): string => join(folder, 'register.db');
export const sealStatusIn = (folder: string): string => join(folder, 'seal-status.db');
/** The journal of the register's heads, which an editor of the database does not reach by editing it. */
export const headsIn = (folder: string): string => join(folder, 'heads.jsonl');
export const backupsIn = (folder: string): string => join(folder, 'backups');
const setAsideIn = (folder: string): string => join(folder, 'set-aside');

/** Endings of the files of a database in WAL mode; without its log a database is not whole. */
const COMPANIONS = ['', '-wal', '-shm'] as const;

/** Returns a time in the basic format of ISO 8601, which every file system allows in names. */
export const stampOf = (time: Date): string => time.toISOString().replaceAll(/[-:.]/g, '');

/** Tells whether there is a file or folder at a path. */
export const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Returns an unused name for a draft beside a file of the store.
 * @param what of a draft that takes the place of the file, or of a copy that is only read
 */
export const draftBeside = (file: string, what: 'draft' | 'copy' = 'draft'): string =>
  `${file}.${process.pid}-${randomBytes(4).toString('hex')}.${what}`;

/** SQLite keeps these beside a database while it is open, or after a crash. */
const BESIDE = ['', '-wal', '-shm', '-journal'] as const;

/** Removes a draft with all that SQLite has put beside it. */
export function discardDraft(draft: string, moves = fileMoves): void {
  for (const end of BESIDE) moves.discard(`${draft}${end}`);
}

/** Puts a finished draft in its place, durably. */
export function settle(draft: string, file: string, moves = fileMoves): void {
  const handle = openSync(draft, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  moves.replace(draft, file);
}

/** Longer than other processes take to see that they are asked to let go of a database. */
const LET_GO_PATIENCE_MS = 5_000;

/**
 * Moves a database out of the way, with its log.
 * @param why 'damaged' or 'replaced'; part of the new name
 * @returns its new path
 * @throws the system's errors; EBUSY on Windows if a process does not let go of it
 */
export function setAside(
  file: string,
  why: 'damaged' | 'replaced',
  { moves, rules }: { readonly moves: FileMoves; readonly rules: SystemRules } = {
    moves: fileMoves,
    rules: thisSystem,
  },
): string {
  const folder = setAsideIn(dirname(file));
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${basename(file, '.db')}-${why}-${stampOf(new Date())}.db`);
  withoutHolders(
    file,
    () => {
      for (const companion of COMPANIONS) {
        const [from, to] = [`${file}${companion}`, `${target}${companion}`];
        if (exists(from)) moves.replace(from, to, LET_GO_PATIENCE_MS);
      }
    },
    rules,
  );
  return target;
}

/** Returns the register's database that was set aside last, or null if there is none. */
export function newestAside(folder: string): string | null {
  const place = setAsideIn(folder);
  if (!exists(place)) return null;
  const named = readdirSync(place).flatMap((name) => {
    const stamp = /^register-(?:damaged|replaced)-(\w+)\.db$/.exec(name)?.[1];
    return stamp === undefined ? [] : [{ name, stamp }];
  });
  const newest = named.toSorted((left, right) => right.stamp.localeCompare(left.stamp))[0];
  return newest === undefined ? null : join(place, newest.name);
}

/** The magic at 0 and the application id at 68 (SQLite file format 1.3). */
const HEADER_BYTES = 72;
const MAGIC = 'SQLite format 3\0';

/** Tells whether a file claims to be a database of this program; it may still be damaged. */
export function looksLikeStore(file: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  const { descriptor: handle } = openRegularFile(file);
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  const { applicationId } = REGISTER_SERIES;
  return header.toString('latin1', 0, MAGIC.length) === MAGIC && header.readUInt32BE(68) === applicationId;
}
