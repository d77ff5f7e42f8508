import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expectLoadable } from '../../natives/library-versions.mjs';
import { stageForLinux } from '../../stage/linux.mjs';
import { packWindow } from '../window.mjs';

/**
 * Makes the folder of the installed program: the window, and in `command` the command line.
 * @param {string} folder is made
 * @param {{ processor: 'x64' | 'arm64', hasWindow: boolean }} wanted
 * @throws Error if anything in it asks for a later C library than it may
 */
export async function makeProgram(folder, { processor, hasWindow }) {
  if (hasWindow) {
    const window = await packWindow(`linux-${processor}`);
    await cp(window, folder, { recursive: true, verbatimSymlinks: true });
  }
  await stageForLinux({ processor, folder: join(folder, 'command') });
  expectLoadable(folder, processor);
}
