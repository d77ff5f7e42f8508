import { cpSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CodedError } from '../../shared/errors.ts';

/** A copy of a home for reading: whatever opens it writes there alone. */
export interface ReadingCopy {
  readonly folder: string;
  /** Deletes the copy. */
  remove(): void;
}

/** What no reader needs: keys, and former states of the register that a person can name themselves. */
const LEFT_OUT: ReadonlySet<string> = new Set(['soft-token', 'demo-ca', 'backups', 'set-aside']);

/**
 * Copies a home, or a copy of one, to a folder of its own that other users cannot read. A database in use stays whole,
 * since its log is copied with it; links are not followed.
 * @throws CodedError FILE_NOT_FOUND when there is no register in the folder, FILE_UNREADABLE when it cannot be copied
 */
export function readingCopyOf(home: string): ReadingCopy {
  if (!hasRegister(home)) throw new CodedError('FILE_NOT_FOUND', home, { file: home });
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-audit-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(home, folder, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(basename(source)) && !lstatSync(source).isSymbolicLink(),
    });
    return { folder, remove };
  } catch (error) {
    remove();
    throw new CodedError('FILE_UNREADABLE', String(error), { file: home });
  }
}

function hasRegister(home: string): boolean {
  return lstatSync(join(home, 'store', 'register.db'), { throwIfNoEntry: false })?.isFile() === true;
}
