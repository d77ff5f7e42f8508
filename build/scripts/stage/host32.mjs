import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../natives/folders.mjs';
import { buildWindowsBinding } from '../natives/windows.mjs';
import { inProject } from '../setup/project.mjs';
import { fetchPackage } from '../setup/registry-package.mjs';
import { fetchKoffi, packageParts } from './stage-tree.mjs';

/** The last line of Node with 32 bits for Windows, as the package registry has it. */
const node32 = {
  package: 'node-win-x86@22.23.2',
  integrity:
    'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
};

/** @returns the path of node.exe, which is fetched once for each version */
async function fetchNode32() {
  const folder = await cached(node32.package, async (kept, work) => {
    await cp(join(await fetchPackage(node32, work), 'bin/node.exe'), join(kept, 'node.exe'));
  });
  return join(folder, 'node.exe');
}

/** What the token host loads beside its bundle: the two native packages, with their binaries for 32-bit Windows. */
async function copyPackages(target, folder) {
  for (const name of ['pkcs11js', 'koffi'])
    for (const part of packageParts[name])
      await cp(inProject('node_modules', name, part), join(folder, name, part), { recursive: true });
  await cp(await fetchKoffi(target), join(folder, '@koromix', `koffi-${target}`), { recursive: true });
  await cp(await buildWindowsBinding('ia32'), join(folder, 'pkcs11js/build/Release/pkcs11.node'));
}

/**
 * Lays out the optional host for 32-bit drivers of Windows, as the program looks for it in `host32` of its own folder. The bundle of
 * the token host must be current.
 * @param {string} folder replaced as a whole
 */
export async function stageHost32(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(await fetchNode32(), join(folder, 'node.exe'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  const isNoMap = (path) => !path.endsWith('.map');
  await cp(inProject('dist/token-host'), join(folder, 'token-host'), { recursive: true, filter: isNoMap });
  await copyPackages('win32-ia32', join(folder, 'node_modules'));
}
