import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  openSync,
  read,
  readSync,
  write,
  writeSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ByteSource } from '../../core/bytes/byte-source.ts';
import {
  type Draft,
  type FilePort,
  type FileSource,
  type HeldFile,
  isHeld,
  type OpenFile,
  passwordOf,
  pathOf,
} from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { draftNameFor, removeAbandonedDrafts } from './draft-names.ts';
import { reading, readingLater, writing, writingLater } from './file-errors.ts';
import { fileMoves } from './file-moves.ts';
import { withoutHalt } from './read-deadline.ts';
import { readDone } from './read-progress.ts';
import {
  closeLater,
  expectRegularTarget,
  openRegularFile,
  openRegularFileLater,
  type RegularFile,
} from './regular-file.ts';

function fill(descriptor: number, offset: number, target: Uint8Array): number {
  let done = 0;
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, offset + done);
    readDone(count);
    if (count === 0) break;
    done += count;
  }
  return done;
}

const [readAsync, writeAsync, flushAsync] = [promisify(read), promisify(write), promisify(fdatasync)];

async function fillLater(descriptor: number, offset: number, target: Uint8Array): Promise<number> {
  let done = 0;
  while (done < target.length) {
    const { bytesRead } = await readAsync(descriptor, target, done, target.length - done, offset + done);
    readDone(bytesRead);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}

/** Reads what lies behind a descriptor, but no byte after the first `size`. */
function descriptorSource(descriptor: number, size: number): ByteSource {
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

/**
 * Opens a regular file for random reading, or reads one that is held open already.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE or FILE_NOT_REGULAR
 */
function openFile(source: FileSource): OpenFile {
  if (isHeld(source)) return { ...readingOf(source), close: () => undefined };
  const held = { ...holdFile(pathOf(source)), password: passwordOf(source) };
  return { ...readingOf(held), close: () => closeSync(held.descriptor) };
}

/**
 * Opens a regular file and leaves it open: the caller closes its descriptor.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE or FILE_NOT_REGULAR
 */
export function holdFile(path: string): HeldFile {
  return heldFile(
    path,
    reading(() => openRegularFile(path)),
  );
}

/**
 * Does as {@link holdFile} does, off this thread.
 * @throws CodedError as that, and FILE_STALLED when the system does not answer
 */
export async function holdFileLater(path: string, haltMs?: number): Promise<HeldFile> {
  const late = ({ descriptor }: RegularFile): void => closeLater(descriptor);
  return heldFile(
    path,
    await readingLater(() => withoutHalt(() => openRegularFileLater(path), { haltMs, late })),
  );
}

/**
 * Holds a regular file open for one piece of work, off this thread, and closes it afterwards.
 * @throws CodedError as {@link holdFileLater} does, and as the work does
 */
export async function withHeldFile<T>(
  path: string,
  work: (held: HeldFile) => Promise<T>,
  haltMs?: number,
): Promise<T> {
  const held = await holdFileLater(path, haltMs);
  try {
    return await work(held);
  } finally {
    closeLater(held.descriptor);
  }
}

function heldFile(path: string, { descriptor, status: { size, mtimeMs, mode } }: RegularFile): HeldFile {
  return { path, descriptor, size, modifiedAtMs: mtimeMs, permissions: mode & 0o777 };
}

function readingOf(held: HeldFile): Omit<OpenFile, 'close'> {
  const { descriptor, size, modifiedAtMs, permissions, password } = held;
  return {
    ...descriptorSource(descriptor, size),
    password,
    permissions,
    readLater: (offset, target) =>
      readingLater(() => fillLater(descriptor, offset, target.subarray(0, Math.max(0, size - offset)))),
    unchanged: () => {
      const now = reading(() => fstatSync(descriptor));
      return now.size === size && now.mtimeMs === modifiedAtMs;
    },
  };
}

/** The owner may read and write an output file, even when the original is write-protected. */
const OWN_RIGHTS = 0o600;
/** Others may do no more than with the original, and no more than the system grants for new files. */
const OTHERS_RIGHTS = 0o066;

/** Drafts of this process that are neither published nor discarded. */
const unfinished = new Set<string>();

/** Removes all drafts of a process that is told to end. Their methods may not be called afterwards. */
export function removeUnfinishedDrafts(): void {
  for (const draftPath of unfinished) fileMoves.discard(draftPath);
  unfinished.clear();
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

async function writeAllLater(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const rest = bytes.length - done;
    const { bytesWritten } = await writeAsync(descriptor, bytes, done, rest, position + done);
    done += bytesWritten;
  }
}

/** Bytes that a draft gets before the disk is told to take them. */
const FLUSH_LENGTH = 16 * 1024 * 1024;

/**
 * Has the disk take a file while more of it is written, so that its publication need not wait for all of it. One flush at
 * a time; what fails is met by the next one, or by `settled`.
 */
function flusherOf(descriptor: number) {
  let flushing: Promise<void> = Promise.resolve();
  let begunUntil = 0;
  return {
    written: async (end: number): Promise<void> => {
      if (end - begunUntil < FLUSH_LENGTH) return;
      begunUntil = end;
      await flushing;
      flushing = flushAsync(descriptor);
      void flushing.catch(() => undefined);
    },
    settled: () => flushing,
  };
}

/**
 * Starts an output file that will be called `path`, and removes from its folder what killed processes have left there.
 * Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL.
 */
export function createDraftFile(path: string, permissions: number, moves = fileMoves): Draft {
  if (existsSync(path)) throw new CodedError('OUTPUT_EXISTS', path);
  const folder = dirname(path);
  removeAbandonedDrafts(folder);
  const draftPath = join(folder, draftNameFor(path));
  const descriptor = writing(() => openSync(draftPath, 'wx+', OWN_RIGHTS | (permissions & OTHERS_RIGHTS)));
  unfinished.add(draftPath);
  let length = 0;
  let open = true;
  let readBack = new Uint8Array();
  const flusher = flusherOf(descriptor);

  const close = (): void => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    write: (bytes) => {
      writing(() => writeAll(descriptor, bytes, length));
      length += bytes.length;
    },
    writeLater: (bytes) => {
      const position = length;
      length += bytes.length;
      return writingLater(async () => {
        await writeAllLater(descriptor, bytes, position);
        await flusher.written(position + bytes.length);
      });
    },
    settled: () => writingLater(flusher.settled),
    writeAt: (offset, bytes) => writing(() => writeAll(descriptor, bytes, offset)),
    asSource: () => descriptorSource(descriptor, length),
    holds: (offset, bytes) => {
      if (readBack.length < bytes.length) readBack = new Uint8Array(bytes.length);
      const target = readBack.subarray(0, bytes.length);
      const done = writing(() => fill(descriptor, offset, target));
      return done === bytes.length && Buffer.compare(target, bytes) === 0;
    },
    publish: () =>
      writing(() => {
        fsyncSync(descriptor);
        close();
        moves.publish(draftPath, path);
        unfinished.delete(draftPath);
      }),
    discard: () => {
      close();
      moves.discard(draftPath);
      unfinished.delete(draftPath);
    },
  };
}

/** Writes a new file whole. Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE or DISK_FULL. */
export function writeNewFile(path: string, bytes: Uint8Array, permissions: number): void {
  const draft = createDraftFile(path, permissions);
  try {
    draft.write(bytes);
    draft.publish();
  } finally {
    draft.discard();
  }
}

/** The files of the operating system. */
export const nodeFiles: FilePort = { open: openFile, createDraft: createDraftFile };

const SUFFIX = '_已盖章';
const MAX_TRIES = 10_000;

/**
 * Returns the path of a sealed copy: `原名_已盖章.pdf` beside the original, numbered from 2 when that name is taken. A file
 * that appears in between is not replaced either: publishing refuses.
 */
export function outputPathFor(input: string, exists: (path: string) => boolean = existsSync): string {
  const extension = extname(input);
  const stem = join(dirname(input), basename(input, extension));
  return freePath(`${stem}${SUFFIX}`, extension === '' ? '.pdf' : extension, exists);
}

/** Returns the stem with its ending, numbered from 2 when that name is taken. */
export function freePath(
  stem: string,
  ending: string,
  exists: (path: string) => boolean = existsSync,
): string {
  const candidate = (number: number): string => `${stem}${number === 1 ? '' : `(${number})`}${ending}`;
  let number = 1;
  while (number < MAX_TRIES && exists(candidate(number))) number += 1;
  return candidate(number);
}

/**
 * Writes a whole file at a path that a person chose in the system's dialog, which has asked before it replaces one.
 * Fails with OUTPUT_UNWRITABLE, or as the pieces of the content fail.
 */
export async function saveWhole(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
): Promise<Result<true>> {
  try {
    expectRegularTarget(path);
    await writeFile(path, content);
    return success(true);
  } catch (error) {
    return error instanceof CodedError
      ? { ok: false, error: error.toAppError() }
      : failure({ code: 'OUTPUT_UNWRITABLE' });
  }
}
