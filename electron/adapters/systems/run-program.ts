import { execFileSync } from 'node:child_process';

/** They answer at once, unless a scanner looks at them first on a busy computer. */
const DEADLINE_MS = 20_000;
const LARGEST = 4 * 1024 * 1024;

/** Runs a program of the system and returns what it prints. */
export type RunProgram = (path: string, args: readonly string[]) => string;

/** Runs a program of the system. @throws an error with the code ENOENT when the program ends with status 1, or else EPROGRAM */
export function runProgram(path: string, args: readonly string[]): string {
  return run(path, args, true);
}

/** Does the same in the console of this process: without a window, Windows would give the program another console. */
export function runInConsole(path: string, args: readonly string[]): string {
  return run(path, args, false);
}

function run(path: string, args: readonly string[], windowsHide: boolean): string {
  try {
    return execFileSync(path, [...args], {
      encoding: 'utf8',
      timeout: DEADLINE_MS,
      maxBuffer: LARGEST,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide,
    });
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : null;
    const failed = new Error(`${path} failed`, { cause: error });
    throw Object.assign(failed, { code: status === 1 ? 'ENOENT' : 'EPROGRAM' });
  }
}
