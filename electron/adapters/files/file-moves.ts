import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  type BigIntStats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { SystemRules } from '../systems/system-rules.ts';
import { thisSystem } from '../systems/this-system.ts';
import { systemErrorName } from './file-errors.ts';

/** What the system does with files; tests stand in for it. Each call throws the system's errors. */
export interface FileCalls {
  /** Gives a file a second name. Fails with EEXIST if there is something. */
  link(path: string, name: string): void;
  /** Replaces a file of the new name. */
  rename(path: string, name: string): void;
  /** Does nothing if there is no file. */
  remove(path: string): void;
  /** Removes a folder with all that lies in it; does nothing if there is none. */
  removeTree(folder: string): void;
  /** Makes an empty file. Fails with EEXIST if there is something. */
  reserve(path: string): void;
  /** Removes a file that is still empty. */
  release(path: string): void;
  /** Tells whether two paths are names of one file. */
  isSame(path: string, other: string): boolean;
  /** Makes a new name in a folder durable, where the folder allows it. */
  flushFolder(folder: string): void;
  /** Waits for so many milliseconds, with all that this thread does. */
  pause(durationMs: number): void;
}

/** Pauses between tries double from the first to the longest. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 640;
/** How long another program's hold is waited for: a scanner looks at a new file for about so long. */
const PATIENCE_MS = 1270;
/** What can be done in another way, or later, is not waited for long. */
const SHORT_PATIENCE_MS = 150;

/** Moves, replaces and removes files as the system allows it: nothing else renames or links one, or removes one that has to go. */
export class FileMoves {
  readonly #calls: FileCalls;
  readonly #rules: SystemRules;
  /** What could not be discarded, with what removes it. */
  readonly #left = new Map<string, (path: string) => void>();

  constructor(calls: FileCalls, rules: SystemRules) {
    this.#calls = calls;
    this.#rules = rules;
  }

  /**
   * Gives a finished draft its name, and never replaces what has it. When it fails, the draft is still there, and nothing of ours
   * has the name, unless the disk fails while the name is flushed. Once the content has its name, a draft that cannot be removed is
   * no failure: it is removed later.
   * @throws the system's errors; EEXIST if the name is taken
   */
  publish(draft: string, path: string): void {
    const isLinked = this.#linked(draft, path);
    if (!isLinked) this.#renamed(draft, path);
    this.#flush(path);
    if (isLinked) this.#discard(draft, (each) => this.#calls.remove(each), SHORT_PATIENCE_MS);
  }

  /**
   * Moves a file or a folder, a file also in the place of one that has the name. When it fails, both are as they were.
   * @param patienceMs how long another program's hold is waited for
   * @throws the system's errors
   */
  replace(path: string, name: string, patienceMs = PATIENCE_MS): void {
    this.#patiently(() => this.#calls.rename(path, name), patienceMs);
    this.#flush(name);
  }

  /** Removes a file, if it is there. @throws the system's errors */
  remove(path: string): void {
    this.#patiently(() => this.#calls.remove(path));
  }

  /** Removes a file that may stay, if it is there and nobody holds it. */
  tryToRemove(path: string): void {
    ignoringSystem(() => this.remove(path));
  }

  /** Removes a file that nobody needs and whose name nobody uses again. One that another program holds goes by a later call. */
  discard(path: string): void {
    this.#discard(path, (each) => this.#calls.remove(each));
  }

  /** Does as {@link FileMoves.discard} does, with a folder and all that lies in it. */
  discardTree(folder: string): void {
    this.#discard(folder, (each) => this.#calls.removeTree(each));
  }

  #discard(path: string, remove: (path: string) => void, patienceMs?: number): void {
    // What was waited for once is not waited for again.
    const isNew = !this.#left.has(path);
    for (const [former, again] of this.#left) this.#dropped(former, again, 0);
    if (isNew) this.#dropped(path, remove, patienceMs);
  }

  #dropped(path: string, remove: (path: string) => void, patienceMs?: number): void {
    try {
      this.#patiently(() => remove(path), patienceMs);
      this.#left.delete(path);
    } catch (error) {
      if (systemErrorName(error) === undefined) throw error;
      this.#left.set(path, remove);
    }
  }

  /** Links the draft to its name, which fails at once when the name is taken. @returns false if that cannot be done */
  #linked(draft: string, path: string): boolean {
    try {
      this.#patiently(() => this.#calls.link(draft, path), SHORT_PATIENCE_MS);
      return true;
    } catch (error) {
      // A file server may have made the link and not have said so (link(2), "BUGS").
      if (this.#calls.isSame(draft, path)) return true;
      if (systemErrorName(error) === 'EEXIST') throw error;
      return false;
    }
  }

  /** On file systems without links (FAT, some network shares) the name is reserved first. */
  #renamed(draft: string, path: string): void {
    this.#patiently(() => this.#calls.reserve(path));
    try {
      this.#patiently(() => this.#calls.rename(draft, path));
    } catch (error) {
      // Never later: by then the name may be that of another file.
      ignoringSystem(() => this.#patiently(() => this.#calls.release(path)));
      throw error;
    }
  }

  #flush(path: string): void {
    if (this.#rules.flushesFolders) this.#calls.flushFolder(dirname(path));
  }

  #patiently(work: () => void, patienceMs = PATIENCE_MS): void {
    for (let waitedMs = 0, pauseMs = FIRST_PAUSE_MS; waitedMs < patienceMs;) {
      try {
        return work();
      } catch (error) {
        if (!this.#rules.passing.includes(systemErrorName(error) ?? '')) throw error;
      }
      this.#calls.pause(pauseMs);
      waitedMs += pauseMs;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    work();
  }
}

function ignoringSystem(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
  }
}

/**
 * Removes a file, not by `rmSync`: when that fails on Windows for a path which the code page of the system lacks, it ends the process
 * (Node 24).
 */
function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemErrorName(error) !== 'ENOENT') throw error;
  }
}

function removeTree(folder: string): void {
  if (statusOf(folder) === undefined) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeTree(path);
    else removeFile(path);
  }
  rmdirSync(folder);
}

/** How a folder says that it is not to be read, or a file system that it flushes none: the name is in it all the same. */
const NOT_FLUSHED: readonly string[] = ['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'];

function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!NOT_FLUSHED.includes(systemErrorName(error) ?? '')) throw error;
  }
}

const statusOf = (path: string): BigIntStats | undefined =>
  lstatSync(path, { bigint: true, throwIfNoEntry: false });

function isSame(path: string, other: string): boolean {
  const [one, two] = [statusOf(path), statusOf(other)];
  // A file system without numbers of files gives each 0.
  return one !== undefined && one.ino !== 0n && one.ino === two?.ino && one.dev === two.dev;
}

/** The calls of Node. */
export const nodeCalls: FileCalls = {
  link: linkSync,
  rename: renameSync,
  remove: removeFile,
  removeTree,
  reserve: (path) => closeSync(openSync(path, 'wx')),
  release: (path) => {
    if (statusOf(path)?.size === 0n) unlinkSync(path);
  },
  isSame,
  flushFolder,
  pause: (durationMs) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs),
};

/** The moves of this system. */
export const fileMoves = new FileMoves(nodeCalls, thisSystem);
