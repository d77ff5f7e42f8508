import { join } from 'node:path';
import { existsSync, writeFileSync } from 'node:fs';
import { fileMoves } from '../files/file-moves.ts';

const FILE = 'running';

/** The mark of a run of the program in a home. */
interface RunMark {
  /** Whether the run before was not closed. */
  readonly endedAbnormally: boolean;
  /** Marks this run, once the home is open: an empty folder is not a home yet. */
  readonly begun: () => void;
  /** Takes the mark away. */
  readonly closed: () => void;
}

/**
 * Tells by a mark in a home whether the last run of the program there was closed, and marks this one.
 * @param home its folder; one that is not there is not marked
 */
export function runMark(home: string): RunMark {
  const path = join(home, FILE);
  return {
    endedAbnormally: existsSync(path),
    begun: () => {
      try {
        if (existsSync(home)) writeFileSync(path, '', { mode: 0o600 });
      } catch {
        // A mark that cannot be written must not be one more problem.
      }
    },
    closed: () => fileMoves.tryToRemove(path),
  };
}
