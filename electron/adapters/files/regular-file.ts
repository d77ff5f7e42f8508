import {
  close,
  closeSync,
  constants,
  fstat,
  fstatSync,
  open,
  openSync,
  readSync,
  stat,
  statSync,
  type Stats,
} from 'node:fs';
import { promisify } from 'node:util';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { CodedError } from '../../shared/errors.ts';

/** Opening a pipe without this waits until somebody writes to it. Windows has no such flag and no such pipes. */
const NON_BLOCKING = constants.O_RDONLY | constants.O_NONBLOCK;

/** A regular file that is open. */
export interface RegularFile {
  readonly descriptor: number;
  readonly status: Stats;
}

/**
 * Opens a regular file for reading; the caller closes the descriptor. Pipes, devices, sockets and folders are
 * refused without waiting for them: the path is looked at before it is opened, because opening some devices already
 * does something, and the open file once more, because the path may have been given to another file meanwhile.
 * @throws CodedError FILE_NOT_REGULAR, and the system's errors
 */
export function openRegularFile(path: string): RegularFile {
  expectRegular(statSync(path));
  const descriptor = openSync(path, NON_BLOCKING);
  try {
    const status = fstatSync(descriptor);
    expectRegular(status);
    return { descriptor, status };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

const [statLater, openLater, fstatLater] = [promisify(stat), promisify(open), promisify(fstat)];

/** Does as {@link openRegularFile} does, off this thread: a network share that is gone keeps nobody waiting. */
export async function openRegularFileLater(path: string): Promise<RegularFile> {
  expectRegular(await statLater(path));
  const descriptor = await openLater(path, NON_BLOCKING);
  try {
    const status = await fstatLater(descriptor);
    expectRegular(status);
    return { descriptor, status };
  } catch (error) {
    closeLater(descriptor);
    throw error;
  }
}

/** Closes a descriptor off this thread; nobody waits for it. */
export function closeLater(descriptor: number): void {
  close(descriptor, () => undefined);
}

/** Tells whether a regular file lies at a path. */
export function isRegularFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function expectRegular(status: Stats): void {
  if (!status.isFile()) throw new CodedError('FILE_NOT_REGULAR');
}

/**
 * Refuses to write over anything but a regular file: writing to a pipe waits for a reader.
 * @throws CodedError OUTPUT_UNWRITABLE
 */
export function expectRegularTarget(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile())
    throw new CodedError('OUTPUT_UNWRITABLE', 'not a regular file');
}

/** How much of a file is read. */
interface ReadingBudget {
  /** The largest size in bytes; {@link FILE_BUDGET}'s when left out. */
  readonly most?: number;
  /** Makes the error for a larger file; FILE_OVER_BUDGET when left out. */
  readonly tooLarge?: (size: number) => Error;
  /** Looks at the file that is open, and throws for one that is not to be read. */
  readonly expect?: (status: Stats) => void;
}

/**
 * Reads a regular file whole. What a growing file gets meanwhile is not read.
 * @throws CodedError FILE_NOT_REGULAR, FILE_OVER_BUDGET, and the system's errors
 */
export function readRegularFile(path: string, budget: ReadingBudget = {}): Uint8Array {
  const { most = FILE_BUDGET.wholeBytes, tooLarge = overBudget(most) } = budget;
  const { descriptor, status } = openRegularFile(path);
  try {
    if (status.size > most) throw tooLarge(status.size);
    budget.expect?.(status);
    const bytes = new Uint8Array(status.size);
    let length = 0;
    for (let count = -1; count !== 0 && length < bytes.length; length += count) {
      count = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    return length === bytes.length ? bytes : bytes.slice(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function overBudget(most: number): () => CodedError {
  return () => new CodedError('FILE_OVER_BUDGET', 'file too large', { budget: 'fileBytes', most });
}

/** Reads a small text file in UTF-8, such as one of settings. @throws as {@link readRegularFile} does */
export function readRegularText(path: string, budget: ReadingBudget = {}): string {
  return new TextDecoder().decode(readRegularFile(path, { most: FILE_BUDGET.settingsBytes, ...budget }));
}
