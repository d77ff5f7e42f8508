import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeComponents } from '../../components/write-components.mjs';
import { inProject } from '../../setup/project.mjs';
import { stageHost32 } from '../../stage/host32.mjs';
import { withoutWindow } from '../../stage/stage-tree.mjs';
import { stageForWindows } from '../../stage/windows.mjs';

/** Where the payload of installers for Windows is put together. */
const payload = inProject('out/package/windows/payload');

/**
 * The command in a folder of its own: on the PATH stands this folder, and not the one of our node.exe, which would take the
 * place of a Node that people have.
 */
const COMMAND = [
  '@echo off',
  '"%~dp0..\\command\\node.exe" "%~dp0..\\command\\dist\\cli\\cli.js" %*',
  '',
].join('\r\n');

/**
 * Puts together what an installer for Windows x64 installs: `command/`, the command line with its own Node, `host32/`, which is optional, `bin/sealdesk.cmd`,
 * `icons/`, licence, notices and bill of materials. The bundles must be current.
 * @param {string | undefined} window folder of a packaged app, as `npm run package` makes it on a Windows; without it the
 *   installers are the command line's, and named so
 * @returns {Promise<{ payload: string, name: string, version: string, hasWindow: boolean }>} name: the beginning of the
 *   installers' names
 */
export async function windowsPayload(window = process.env.SEALDESK_WINDOW_win32_x64) {
  const command = join(payload, 'command');
  await rm(payload, { recursive: true, force: true });
  await stageForWindows({ folder: command });
  await withoutWindow(command);
  // The one in `bin` takes its place.
  await rm(join(command, 'sealdesk.cmd'));
  await stageHost32(join(payload, 'host32'));
  await mkdir(join(payload, 'bin'));
  await writeFile(join(payload, 'bin/sealdesk.cmd'), COMMAND);
  for (const icon of ['sealdesk.ico', 'file.ico']) {
    await cp(inProject('dist/icons', icon), join(payload, 'icons', icon));
  }
  await cp(inProject('LICENSE'), join(payload, 'LICENSE.txt'));
  const hasWindow = window !== undefined;
  if (hasWindow) await addWindow(window);
  // Written last: a window's folder brings those of the window alone.
  const runtimes = hasWindow ? ['electron', 'node'] : ['node'];
  writeComponents(payload, { os: 'win32', cpu: 'x64' }, runtimes);
  const { version } = JSON.parse(await readFile(inProject('package.json'), 'utf8'));
  return {
    payload,
    version,
    hasWindow,
    name: `sealdesk-${hasWindow ? '' : 'command-line-'}${version}-win-x64`,
  };
}

/** @throws Error where the folder is no packaged window */
async function addWindow(folder) {
  if (!existsSync(join(folder, 'SealDesk.exe'))) throw new Error(`${folder} has no SealDesk.exe`);
  await cp(folder, payload, { recursive: true });
}
