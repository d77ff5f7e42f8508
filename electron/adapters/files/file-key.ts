import { realpathSync, statSync } from 'node:fs';
import { thisSystem } from '../systems/this-system.ts';

/**
 * Returns what is equal for all paths to one file: links are followed, and spellings count as they do for the system. Short names of
 * Windows (`ZHANGS~1`) count as the long ones. It is no path to open.
 * @param path of a file that need not be there
 */
export function fileKey(path: string, rules = thisSystem): string {
  return rules.pathKey(realPath(path));
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Returns a text that tells one file or folder from another of the same name; undefined if there is none. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
