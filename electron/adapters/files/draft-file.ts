import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { CodedError } from '../../shared/errors.ts';
import type { Draft } from '../../services/ports/files.ts';
import { systemErrorName, writing } from './file-errors.ts';
import { descriptorSource } from './open-file.ts';

/** UTF-16 units of the final name in the draft's: names end at 255 bytes, or 143 on encrypted file systems. */
const NAME_KEPT = 40;

/** Its owner reads and writes an output file, even one made of a write-protected one. */
const OWN_RIGHTS = 0o600;
/** Others get no more than they had of the original, and than the system grants to new files. */
const OTHERS_RIGHTS = 0o066;

/** Drafts of this process that are neither published nor discarded. */
const unfinished = new Set<string>();

/** Removes what a process that is told to end would leave behind. Call nothing else of these drafts afterwards. */
export function removeUnfinishedDrafts(): void {
  for (const draftPath of unfinished) rmSync(draftPath, { force: true });
  unfinished.clear();
}

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
    renameOver(draftPath, path);
  }
}

/** Takes the place of a name that was just reserved, or gives it back. */
function renameOver(draftPath: string, path: string): void {
  try {
    renameSync(draftPath, path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Starts an output file that will be called `path`. Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL. */
export function createDraftFile(path: string, permissions: number): Draft {
  if (existsSync(path)) throw new CodedError('OUTPUT_EXISTS', path);
  const folder = dirname(path);
  const name = `.${basename(path).slice(0, NAME_KEPT)}.${randomBytes(6).toString('hex')}.part`;
  const draftPath = join(folder, name);
  const descriptor = writing(() => openSync(draftPath, 'wx+', OWN_RIGHTS | (permissions & OTHERS_RIGHTS)));
  unfinished.add(draftPath);
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
        unfinished.delete(draftPath);
      }),
    discard: () => {
      close();
      rmSync(draftPath, { force: true });
      unfinished.delete(draftPath);
    },
  };
}
