import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../shared/errors.ts';
import { systemErrorName, writing } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { readRegularText } from '../files/regular-file.ts';
import { isRunning } from '../system.ts';

/** Longer than any synchronisation: an older lock belongs to a dead process, even if its number is in use again. */
const STALE_MS = 60 * 60 * 1000;

/**
 * Keeps other processes from synchronising the same platform meanwhile.
 * @returns a function that gives the lock back
 * @throws CodedError SYNC_RUNNING; OUTPUT_UNWRITABLE or DISK_FULL
 */
export function lockPlatform(folder: string): () => void {
  const path = join(folder, 'sync.lock');
  writing(() => mkdirSync(folder, { recursive: true }));
  if (!claim(path)) {
    if (isHeld(path)) throw new CodedError('SYNC_RUNNING');
    writing(() => fileMoves.remove(path));
    if (!claim(path)) throw new CodedError('SYNC_RUNNING');
  }
  return () => writing(() => fileMoves.remove(path));
}

function claim(path: string): boolean {
  try {
    const handle = openSync(path, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') return false;
    return writing(() => {
      throw error;
    });
  }
}

function isHeld(path: string): boolean {
  try {
    const { mtimeMs } = statSync(path);
    return Date.now() - mtimeMs < STALE_MS && isRunning(Number(readRegularText(path)));
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return false;
    throw error;
  }
}
