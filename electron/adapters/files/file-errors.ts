import { readdirSync } from 'node:fs';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';

const READ_ERRORS: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'FILE_NOT_FOUND',
  ENOTDIR: 'FILE_NOT_FOUND',
  EBUSY: 'FILE_HELD',
};
/** How systems say that there is no such file, or not even its folder. */
export const NO_FILE: readonly string[] = ['ENOENT', 'ENOTDIR'];
const WRITE_ERRORS: Readonly<Record<string, ErrorCode>> = {
  EEXIST: 'OUTPUT_EXISTS',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EBUSY: 'FILE_HELD',
};

/** Returns the name of a system error, such as ENOENT, or the code of a coded one; undefined for any other error. */
export function systemErrorName(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function translate(error: unknown, table: Readonly<Record<string, ErrorCode>>, otherwise: ErrorCode): never {
  const name = systemErrorName(error);
  if (name === undefined || error instanceof CodedError) throw error;
  throw new CodedError(table[name] ?? otherwise, name, { system: name });
}

/** Runs file reading and turns the system's errors into FILE_NOT_FOUND, FILE_HELD or FILE_UNREADABLE; coded ones stay. */
export function reading<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return translate(error, READ_ERRORS, 'FILE_UNREADABLE');
  }
}

/** Does the same for work that answers later. */
export async function readingLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return translate(error, READ_ERRORS, 'FILE_UNREADABLE');
  }
}

/** Runs file writing and turns the system's errors into OUTPUT_EXISTS, DISK_FULL, FILE_HELD or OUTPUT_UNWRITABLE; coded ones stay. */
export function writing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return translate(error, WRITE_ERRORS, 'OUTPUT_UNWRITABLE');
  }
}

/** Does the same for work that answers later. */
export async function writingLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return translate(error, WRITE_ERRORS, 'OUTPUT_UNWRITABLE');
  }
}

/** Returns the names of a folder's content; none if there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return [];
    throw error;
  }
}
