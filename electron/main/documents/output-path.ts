import { existsSync } from 'node:fs';
import { dirname, extname, basename, join } from 'node:path';

const SUFFIX = '_已盖章';
const MAX_TRIES = 10_000;

/**
 * Where a sealed copy goes: `原名_已盖章.pdf` beside the original, numbered from 2 where that name is taken.
 * A file that appears in between is not replaced either: publishing refuses.
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
