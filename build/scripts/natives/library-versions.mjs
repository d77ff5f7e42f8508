import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compareVersions, highestVersions, readElf } from './elf.mjs';

/**
 * The highest versions of symbols that a package for Linux may need. Node 24 itself needs GLIBC 2.28; of libstdc++ it needs
 * 3.4.21 and 1.3.11. Debian 10, UOS 20 and Kylin V10 have these or later ones.
 */
const limits = { GLIBC: '2.28', GLIBCXX: '3.4.25', CXXABI: '1.3.11' };

/**
 * Lists every ELF file below a folder with the highest versions that it needs.
 * @param {string} folder
 * @returns {readonly { path: string, processor: string, needs: Record<string, string> }[]} sorted by path
 */
export function librariesNeeded(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const elf = readElf(readFileSync(path));
      if (elf === null) return [];
      return [
        { path: relative(folder, path), processor: elf.processor, needs: highestVersions(elf.versions) },
      ];
    });
}

/**
 * Lists what an older system would refuse to load.
 * @param {ReturnType<typeof librariesNeeded>} files
 * @param {string} processor the one that the package is for
 * @returns {readonly string[]} one sentence each; empty when all is well
 */
export function complaintsAbout(files, processor) {
  return files.flatMap((file) => {
    const foreign =
      file.processor === processor ? [] : [`${file.path} is for ${file.processor}, not for ${processor}`];
    const tooNew = Object.entries(file.needs)
      .filter(([library, version]) => library in limits && compareVersions(version, limits[library]) > 0)
      .map(([library, version]) => `${file.path} needs ${library}_${version}, later than ${limits[library]}`);
    return [...foreign, ...tooNew];
  });
}

/** @throws Error naming each file below a folder that an older system, or the processor, would refuse */
export function expectLoadable(folder, processor) {
  const complaints = complaintsAbout(librariesNeeded(folder), processor);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}
