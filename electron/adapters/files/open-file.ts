import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { CodedError } from '../../shared/errors.ts';
import type { OpenFile } from '../../services/ports.ts';
import { reading } from './file-errors.ts';

/** Reads up to `length` bytes at `offset`; fewer only at the end of the file. */
export function readAt(descriptor: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, length));
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

/** Opens a regular file for random reading. Throws CodedError FILE_NOT_FOUND or FILE_UNREADABLE. */
export function openFile(path: string): OpenFile {
  const descriptor = reading(() => openSync(path, 'r'));
  const before = fstatSync(descriptor);
  if (!before.isFile()) {
    closeSync(descriptor);
    throw new CodedError('FILE_UNREADABLE', 'not a regular file');
  }
  return {
    size: before.size,
    read: (offset, length) =>
      reading(() => readAt(descriptor, offset, Math.min(length, before.size - offset))),
    unchanged: () => {
      const now = fstatSync(descriptor);
      return now.size === before.size && now.mtimeMs === before.mtimeMs;
    },
    close: () => closeSync(descriptor),
  };
}
