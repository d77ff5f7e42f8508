import { realpathSync } from 'node:fs';
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
