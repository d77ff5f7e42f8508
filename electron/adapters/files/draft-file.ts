import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { CodedError } from '../../shared/errors.ts';
import type { Draft } from '../../services/ports.ts';
import { systemErrorName, writing } from './file-errors.ts';
import { descriptorSource } from './open-file.ts';

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

/** Makes a new name durable. Windows cannot open folders and needs no such step; there this does nothing. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives `draftPath` the name `path` and never replaces a file there. A hard link fails atomically where the
 * name is taken; file systems without links (FAT, some network shares) get the name reserved first.
 */
function moveWithoutReplacing(draftPath: string, path: string): void {
  try {
    linkSync(draftPath, path);
    rmSync(draftPath);
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') throw error;
    closeSync(openSync(path, 'wx'));
    renameSync(draftPath, path);
  }
}

/** Starts an output file that will be called `path`. Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL. */
export function createDraftFile(path: string): Draft {
  if (existsSync(path)) throw new CodedError('OUTPUT_EXISTS', path);
  const folder = dirname(path);
  const draftPath = join(folder, `.${basename(path).slice(0, 80)}.${randomBytes(6).toString('hex')}.part`);
  const descriptor = writing(() => openSync(draftPath, 'wx+'));
  let length = 0;
  let open = true;

  const close = (): void => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    write: (bytes) => {
      writing(() => writeAll(descriptor, bytes, length));
      length += bytes.length;
    },
    writeAt: (offset, bytes) => writing(() => writeAll(descriptor, bytes, offset)),
    asSource: () => descriptorSource(descriptor, length),
    publish: () =>
      writing(() => {
        fsyncSync(descriptor);
        close();
        moveWithoutReplacing(draftPath, path);
        syncFolder(folder);
      }),
    discard: () => {
      close();
      rmSync(draftPath, { force: true });
    },
  };
}
