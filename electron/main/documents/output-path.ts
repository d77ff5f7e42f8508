import { existsSync } from 'node:fs';
import { dirname, extname, basename, join } from 'node:path';

const SUFFIX = '_已盖章';
const MAX_TRIES = 10_000;

/**
 * Returns the path of a sealed copy: `原名_已盖章.pdf` beside the original, with a number from 2 on when the name is
 * taken. Publishing refuses to replace a file that appears afterwards.
 */
export function outputPathFor(input: string, exists: (path: string) => boolean = existsSync): string {
  const extension = extname(input);
  const stem = join(dirname(input), basename(input, extension));
  const candidate = (number: number): string =>
    `${stem}${SUFFIX}${number === 1 ? '' : `(${number})`}${extension === '' ? '.pdf' : extension}`;
  let number = 1;
  while (number < MAX_TRIES && exists(candidate(number))) number += 1;
  return candidate(number);
}
