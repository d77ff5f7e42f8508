import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { closeAlone, openDatabase, type DatabaseOptions } from './database.ts';
import type { StoreCopy } from './protocol.ts';
import { registerTable } from './register-table.ts';
import { settle, stampOf } from './store-files.ts';

/** A backup is due after this many new entries, or after a day with at least one. */
const ENTRIES_BETWEEN = 64;
const MS_BETWEEN = 24 * 60 * 60 * 1000;

/** How many are kept; with daily backups, the last fortnight. */
const KEPT = 14;

/** A draft this old was left behind by a process that died. */
const STALE_DRAFT_MS = 60 * 60 * 1000;

/**
 * Backups carry in their name the size that the register had when copying began: deciding whether another is due
 * opens none.
 */
const NAME = /^register-\d{8}T\d{9}Z-(\d+)\.db$/;

/** Paths of the backups in a folder, the newest first. */
export function backupsNewestFirst(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/**
 * Copies an open database while others may write to it, checks the copy and puts it at `file`, which it
 * replaces. The copy is one file without a log.
 */
export async function copyDatabase(
  database: Database,
  file: string,
  options: DatabaseOptions,
): Promise<StoreCopy> {
  const draft = `${file}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  try {
    await database.backup(draft);
    chmodSync(draft, 0o600);
    const entries = finishCopy(draft, options);
    settle(draft, file);
    return { entries };
  } finally {
    rmSync(draft, { force: true });
  }
}

function finishCopy(draft: string, options: DatabaseOptions): number {
  const copy = openDatabase(draft, options);
  const entries = registerTable(copy).size();
  closeAlone(copy);
  return entries;
}

function isDue(folder: string, size: number, now: Date): boolean {
  const [newest] = backupsNewestFirst(folder);
  if (newest === undefined) return size > 0;
  const grown = size - Number(NAME.exec(basename(newest))?.[1]);
  const ageMs = now.getTime() - statSync(newest).mtimeMs;
  return grown >= ENTRIES_BETWEEN || grown < 0 || (grown > 0 && ageMs >= MS_BETWEEN);
}

/** Makes a backup where one is due, and removes the oldest beyond those that are kept. */
export async function backUpWhereDue(
  database: Database,
  folder: string,
  options: DatabaseOptions,
): Promise<void> {
  const size = registerTable(database).size();
  const now = new Date();
  if (!isDue(folder, size, now)) return;
  await copyDatabase(database, join(folder, `register-${stampOf(now)}-${size}.db`), options);
  for (const old of backupsNewestFirst(folder).slice(KEPT)) rmSync(old, { force: true });
  removeStaleDrafts(folder, now);
}

function removeStaleDrafts(folder: string, now: Date): void {
  for (const name of readdirSync(folder).filter((entry) => entry.includes('.draft'))) {
    const { mtimeMs } = statSync(join(folder, name));
    if (now.getTime() - mtimeMs > STALE_DRAFT_MS) rmSync(join(folder, name), { force: true });
  }
}
