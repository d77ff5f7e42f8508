import { join } from 'node:path';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const FILE = 'running';

/**
 * Marks in a home that the program runs there, so that the next start knows whether this one was closed.
 * @param home its folder; one that is not there is not marked
 * @returns whether the run before was not closed, and a function that takes the mark away when this one is
 */
export function markRun(home: string): { readonly endedAbnormally: boolean; readonly closed: () => void } {
  const path = join(home, FILE);
  const endedAbnormally = existsSync(path);
  try {
    if (existsSync(home)) writeFileSync(path, '', { mode: 0o600 });
  } catch {
    // A mark that cannot be written must not be one more problem.
  }
  const closed = (): void => {
    try {
      rmSync(path, { force: true });
    } catch {
      // See above.
    }
  };
  return { endedAbnormally, closed };
}
