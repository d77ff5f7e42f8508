import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NODE_32_BITS, NODE_LICENCE } from '../components/runtimes.mjs';
import { buildWindowsBinding } from '../natives/windows.mjs';
import { inProject } from '../setup/project.mjs';
import { copyPackages, fetchProgram } from './stage-tree.mjs';

/**
 * Lays out the optional host for 32-bit drivers of Windows, as the program looks for it in `host32` of its own folder. The bundle of
 * the token host must be current.
 * @param {string} folder replaced as a whole
 */
export async function stageHost32(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(await fetchProgram(NODE_32_BITS.program, 'bin/node.exe'), join(folder, 'node.exe'));
  await cp(await fetchProgram(NODE_32_BITS.licence, 'LICENSE'), join(folder, NODE_LICENCE));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  const isNoMap = (path) => !path.endsWith('.map');
  await cp(inProject('dist/token-host'), join(folder, 'token-host'), { recursive: true, filter: isNoMap });
  // What the token host loads beside its bundle.
  const packages = join(folder, 'node_modules');
  await copyPackages('win32-ia32', packages, ['pkcs11js', 'koffi']);
  await cp(await buildWindowsBinding('ia32'), join(packages, 'pkcs11js/build/Release/pkcs11.node'));
}
