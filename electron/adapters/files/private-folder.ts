import { mkdirSync } from 'node:fs';
import { thisSystem } from '../systems/this-system.ts';

/**
 * Makes a folder that nobody but this user reads, with the folders that lead to it. One that is there stays as it is: its owner may
 * have let others in. On a file system without rights (FAT) it is as open as all else there.
 * @throws the system's errors
 */
export function makePrivateFolder(folder: string, rules = thisSystem): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) rules.keepToOwner(folder);
}
