import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { electron, node, nodeOf32Bits } from '../../components/runtimes.mjs';
import { writeComponents } from '../../components/write-components.mjs';
import { inProject } from '../../setup/project.mjs';
import { stageHost32 } from '../../stage/host32.mjs';
import { withoutWindow } from '../../stage/stage-tree.mjs';
import { stageForWindows } from '../../stage/windows.mjs';
import { version } from '../product.mjs';
import { electronFor, packWindow } from '../window.mjs';
import { signAuthenticode } from './authenticode.mjs';

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
 * The window comes with it where an Electron for Windows is at hand (ELECTRON_DIST_win32_x64); without one the installers are the
 * command line's, and named so.
 * @returns {Promise<{ payload: string, name: string, version: string, hasWindow: boolean }>} name: the beginning of the
 *   installers' names
 */
export async function windowsPayload() {
  const window = electronFor('win32-x64');
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
  const hasWindow = window !== null;
  if (hasWindow) {
    await cp(await packWindow('win32-x64'), payload, { recursive: true });
    await signAuthenticode(join(payload, 'SealDesk.exe'));
  }
  // Written last: a window's folder brings those of the window alone.
  const runtimes = [...(window === null ? [] : [electron(window.version)]), node('command/'), nodeOf32Bits()];
  writeComponents(payload, { os: 'win32', cpu: 'x64' }, runtimes);
  return {
    payload,
    version,
    hasWindow,
    name: `sealdesk-${hasWindow ? '' : 'command-line-'}${version}-win-x64`,
  };
}
