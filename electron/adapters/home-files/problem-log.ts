import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { ProblemLog } from '../../services/support-bundle/gather-bundle.ts';
import { isRegularFile, readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const FILE = 'problems.log';
/** A longer file loses its older half. */
const MOST_BYTES = 256 * 1024;

/**
 * Keeps the lines of problems in a small file of the home. What cannot be kept is not: a log must not be one more problem.
 */
export function problemLog(home: string): ProblemLog & { note(line: string): void } {
  const path = join(home, FILE);
  return {
    note: (line) => {
      try {
        // Opening a pipe of that name would wait for who reads it.
        if (!existsSync(home) || (existsSync(path) && !isRegularFile(path))) return;
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
        if (statSync(path).size <= MOST_BYTES) return;
        const lines = readRegularText(path).split('\n');
        replaceFile(home, FILE, utf8Bytes(lines.slice(Math.floor(lines.length / 2)).join('\n')));
      } catch {
        // See above.
      }
    },
    lines: (most) => {
      try {
        return readRegularText(path)
          .split('\n')
          .filter((line) => line !== '')
          .slice(-most);
      } catch {
        return [];
      }
    },
  };
}
