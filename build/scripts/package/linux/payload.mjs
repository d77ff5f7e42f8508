import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expectLoadable } from '../../natives/library-versions.mjs';
import { inProject } from '../../setup/project.mjs';
import { stageForLinux } from '../../stage/linux.mjs';
import { makeFolder } from '../folder.mjs';

/** Packs the window, for the processor of this machine alone, and copies it. */
async function copyWindow(folder) {
  await makeFolder();
  await cp(inProject('out/package/linux-unpacked'), folder, { recursive: true, verbatimSymlinks: true });
}

/**
 * Makes the folder of the installed program: the window, and in `command` the command line.
 * @param {string} folder is made
 * @param {{ processor: 'x64' | 'arm64', hasWindow: boolean }} wanted
 * @throws Error if anything in it asks for a later C library than it may
 */
export async function makeProgram(folder, { processor, hasWindow }) {
  if (hasWindow) await copyWindow(folder);
  await stageForLinux({ processor, folder: join(folder, 'command') });
  expectLoadable(folder, processor);
}
