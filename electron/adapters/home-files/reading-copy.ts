import { lstatSync } from 'node:fs';
import { copyFile, cp, mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodedError } from '../../shared/errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { temporaryFolder } from '../files/private-path.ts';

/** A copy of a home for reading: whatever opens it writes there alone. */
export interface ReadingCopy {
  readonly folder: string;
  /** Deletes the copy. */
  remove(): void;
}

/** What no reader needs: keys, and former states of the register that a person can name themselves. */
const LEFT_OUT: ReadonlySet<string> = new Set(['soft-token', 'demo-ca', 'backups', 'set-aside']);

/** The first bytes of every SQLite database. */
const DATABASE_HEAD = 'SQLite format 3\0';

/**
 * Copies a home, or a copy of one, to a folder of its own that other users cannot read. A database in use stays whole,
 * since its log is copied with it; links are not followed.
 * @throws CodedError AUDIT_SOURCE_UNKNOWN when there is no register in the folder, FILE_UNREADABLE when it cannot be copied
 */
export function readingCopyOf(home: string): Promise<ReadingCopy> {
  if (!isFile(join(home, 'store', 'register.db'))) throw new CodedError('AUDIT_SOURCE_UNKNOWN', home);
  return copiedTo(home, (folder) =>
    cp(home, folder, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(basename(source)) && !lstatSync(source).isSymbolicLink(),
    }),
  );
}

/**
 * Makes a home for reading of a backup of the register: it holds nothing else.
 * @throws CodedError FILE_UNREADABLE when it cannot be copied
 */
export function readingCopyOfBackup(file: string): Promise<ReadingCopy> {
  return copiedTo(file, async (folder) => {
    await mkdir(join(folder, 'store'));
    await copyFile(file, join(folder, 'store', 'register.db'));
  });
}

/** Tells whether a file is a database, as a backup of the register is. @throws CodedError FILE_UNREADABLE */
export async function isDatabaseFile(path: string): Promise<boolean> {
  if (!isFile(path)) return false;
  try {
    const file = await open(path, 'r');
    try {
      const { buffer } = await file.read(Buffer.alloc(DATABASE_HEAD.length), 0, DATABASE_HEAD.length, 0);
      return buffer.toString('latin1') === DATABASE_HEAD;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new CodedError('FILE_UNREADABLE', String(error), { file: path });
  }
}

async function copiedTo(source: string, copy: (folder: string) => Promise<void>): Promise<ReadingCopy> {
  const folder = temporaryFolder('audit');
  const remove = (): void => fileMoves.discardTree(folder);
  try {
    await copy(folder);
    // Whoever judges the register's signers reads this folder; a backup names nobody as trusted.
    await mkdir(join(folder, 'trust'), { recursive: true });
    return { folder, remove };
  } catch (error) {
    remove();
    throw new CodedError('FILE_UNREADABLE', String(error), { file: source });
  }
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
