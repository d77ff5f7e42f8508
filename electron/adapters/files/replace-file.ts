import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { draftNameFor, removeAbandonedDrafts } from './draft-names.ts';
import { type FileMoves, fileMoves } from './file-moves.ts';

/**
 * Writes a file so that it is whole under its name, or not there. It makes the folder, and replaces a file or a link of that name.
 * @param mode of the file, as far as the system lets new files have it
 * @throws the system's errors
 */
export function replaceFile(
  folder: string,
  name: string,
  bytes: Uint8Array | string,
  { mode = 0o666, moves = fileMoves }: { readonly mode?: number; readonly moves?: FileMoves } = {},
): void {
  mkdirSync(folder, { recursive: true });
  removeAbandonedDrafts(folder);
  const draft = join(folder, draftNameFor(name));
  try {
    writeThrough(draft, 'wx', typeof bytes === 'string' ? Buffer.from(bytes) : bytes, mode);
    moves.replace(draft, join(folder, name));
  } catch (error) {
    moves.discard(draft);
    throw error;
  }
}

/**
 * Writes bytes and returns once they are on the disk.
 * @param flags `wx` makes a new file, `a` adds to one
 */
export function writeThrough(path: string, flags: 'wx' | 'a', bytes: Uint8Array, mode = 0o666): void {
  const handle = openSync(path, flags, mode);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
