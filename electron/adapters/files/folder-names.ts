import { readdirSync } from 'node:fs';

import { systemErrorName } from './file-errors.ts';

/** What stands in a folder; nothing where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return [];
    throw error;
  }
}
