import { execFileSync } from 'node:child_process';

const DEADLINE_MS = 5_000;
const LARGEST = 4 * 1024 * 1024;

/** Runs a program of the system and returns what it prints. */
export type RunProgram = (path: string, args: readonly string[]) => string;

/** Runs a program of the system. @throws an error with the code ENOENT when the program ends with status 1, or else EPROGRAM */
export function runProgram(path: string, args: readonly string[]): string {
  try {
    return execFileSync(path, [...args], {
      encoding: 'utf8',
      timeout: DEADLINE_MS,
      maxBuffer: LARGEST,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : null;
    const failed = new Error(`${path} failed`, { cause: error });
    throw Object.assign(failed, { code: status === 1 ? 'ENOENT' : 'EPROGRAM' });
  }
}
