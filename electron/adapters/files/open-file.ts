import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OpenFile } from '../../services/ports/files.ts';
import { reading } from './file-errors.ts';

function fill(descriptor: number, offset: number, target: Uint8Array): number {
  let done = 0;
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** The bytes behind a descriptor, of which only the first `size` count. */
export function descriptorSource(descriptor: number, size: number): ByteSource {
  const readInto = (offset: number, target: Uint8Array): number =>
    reading(() => fill(descriptor, offset, target.subarray(0, Math.max(0, size - offset))));
  return {
    size,
    readInto,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, readInto(offset, bytes));
    },
  };
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
    ...descriptorSource(descriptor, before.size),
    permissions: before.mode & 0o777,
    unchanged: () => {
      const now = fstatSync(descriptor);
      return now.size === before.size && now.mtimeMs === before.mtimeMs;
    },
    close: () => closeSync(descriptor),
  };
}
