import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a file so that it is whole under its name, or not there. It makes the folder, and replaces a file of that name.
 * @throws the system's errors
 */
export function replaceFile(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${name}.new`);
  writeThrough(draft, 'w', bytes);
  renameSync(draft, join(folder, name));
  if (process.platform !== 'win32') withHandle(folder, 'r', fsyncSync);
}

/** Writes bytes and returns once they are on the disk. @param flags `w` replaces the content, `a` adds to it */
export function writeThrough(path: string, flags: 'w' | 'a', bytes: Uint8Array): void {
  withHandle(path, flags, (handle) => {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  });
}

function withHandle(path: string, flags: string, work: (handle: number) => void): void {
  const handle = openSync(path, flags);
  try {
    work(handle);
  } finally {
    closeSync(handle);
  }
}
