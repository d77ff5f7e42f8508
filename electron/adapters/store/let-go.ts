import { statSync, writeFileSync } from 'node:fs';
import { fileMoves } from '../files/file-moves.ts';
import { thisSystem } from '../systems/this-system.ts';

/** How often a process that has a database open looks for a wish, in milliseconds. */
const LOOK_MS = 500;
/** A wish of this age is that of a process that died. */
const STALE_MS = 30_000;

const wishBeside = (file: string): string => `${file}.let-go`;

/**
 * Does work that moves a database, for which nobody may have it open on Windows: the other processes of this program are asked to
 * let go of it by a file beside it, until the work is done. Elsewhere a moved file stays open, and they see that it was replaced.
 * @throws the system's errors, and as the work does
 */
export function withoutHolders<T>(file: string, work: () => T, rules = thisSystem): T {
  if (rules.movesOpenFiles) return work();
  writeFileSync(wishBeside(file), String(process.pid));
  try {
    return work();
  } finally {
    // One that stays counts for nothing soon; what the work has done is done all the same.
    fileMoves.tryToRemove(wishBeside(file));
  }
}

/**
 * Lets go of a database soon after another process wishes it. The next use opens it again.
 * @param letGo closes the database, unless it is at work
 * @returns a function that ends this
 */
export function heedWishes(file: string, letGo: () => void, rules = thisSystem): () => void {
  if (rules.movesOpenFiles) return () => undefined;
  const timer = setInterval(() => {
    if (isWished(file)) letGo();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function isWished(file: string): boolean {
  try {
    const wish = statSync(wishBeside(file), { throwIfNoEntry: false });
    return wish !== undefined && Date.now() - wish.mtimeMs < STALE_MS;
  } catch {
    // Windows says so of one that is being removed; an error of a timer would end the thread.
    return false;
  }
}
