import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { readModuleHeader } from '../../../electron/core/module-header/module-header.ts';
import { compareVersions } from '../natives/elf.mjs';
import { complaintsAbout, librariesNeeded } from '../natives/library-versions.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';

/** How each kind of package is taken apart. What an installer of NSIS holds nobody but itself unpacks: its payload stands for it. */
const unpackers = {
  '.deb': (file, tree) => ['dpkg-deb', ['-x', file, tree]],
  '.rpm': (file, tree) => ['sh', ['-c', 'rpm2cpio "$0" | cpio -idm --quiet -D "$1"', file, tree]],
  '.gz': (file, tree) => ['tar', ['-xzf', file, '-C', tree]],
  '.msi': (file, tree) => ['msiextract', ['-C', tree, file]],
};

/**
 * Takes a package apart.
 * @param {string} file
 * @param {string} tree a folder that is made anew
 * @returns {Promise<string>} the folder with what it holds
 */
export async function treeOfPackage(file, tree) {
  const unpacker = unpackers[extname(file)];
  if (unpacker === undefined) return inProject('out/package/windows/payload');
  await rm(tree, { recursive: true, force: true });
  await mkdir(tree, { recursive: true });
  await expectRun(`unpacking ${file}`, ...unpacker(file, tree));
  return tree;
}

/** Programs and libraries for Windows that are not for its processor; those of the part for 32 bits are to be for 32. */
function strangersOnWindows(tree) {
  return programsIn(tree).flatMap(({ path, header }) => {
    const is32 = path.split(/[/\\]/).includes('host32');
    const [machine] = header.machines;
    const fits = header.system === 'windows' && machine.architecture === (is32 ? 'ia32' : 'x64');
    return fits ? [] : [`${path} is for ${header.system} ${machine.architecture}`];
  });
}

function programsIn(tree) {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const header = readModuleHeader(readFileSync(path));
      return header === null ? [] : [{ path: relative(tree, path), header }];
    });
}

/**
 * Tells the highest versions of symbols that programs of a tree need, and what is not for its system.
 * @param {string} tree
 * @param {string} target such as linux-x64
 * @returns {{ needs: string, complaints: string }} in words; complaints: empty where there are none
 */
export function highestNeeds(tree, target) {
  const [os, processor] = target.split('-');
  if (os === 'win32') return { needs: 'Windows', complaints: strangersOnWindows(tree).join('\n') };
  const files = librariesNeeded(tree);
  const highest = {};
  for (const { needs } of files)
    for (const [library, version] of Object.entries(needs))
      if (highest[library] === undefined || compareVersions(version, highest[library]) > 0)
        highest[library] = version;
  const named = Object.entries(highest)
    .sort()
    .map(([library, version]) => `${library} ${version}`);
  return { needs: named.join(', '), complaints: complaintsAbout(files, processor).join('\n') };
}
