import { CodedError, type ErrorCode } from '../../shared/errors.ts';

/** SQLite's result codes by the start of their names, which extended codes add to (https://sqlite.org/rescode.html). */
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

/** System errors for files and folders of the store. */
const SYSTEM = /^E(ACCES|PERM|ROFS|NOSPC|DQUOT|IO|NOTDIR|EXIST|NOENT)$/;

function nameOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Returns the coded error for an error of SQLite or of the file system; any other is a broken invariant and stays. */
export function storeError(error: unknown): unknown {
  if (error instanceof CodedError) return error;
  const name = nameOf(error);
  const code = CODES.find(([prefix]) => name.startsWith(prefix))?.[1];
  if (code !== undefined) return new CodedError(code, name, { sqlite: name });
  // Windows: a process has the file open, which is then not to be moved.
  if (name === 'EBUSY') return new CodedError('STORE_BUSY', name, { system: name });
  return SYSTEM.test(name) ? new CodedError('STORE_UNWRITABLE', name, { system: name }) : error;
}

/** Runs `work` and turns its errors into coded ones by {@link storeError}. */
export function storing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}

/** Tells whether an error means that the database file itself is damaged. */
export const isDamage = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'STORE_DAMAGED';
