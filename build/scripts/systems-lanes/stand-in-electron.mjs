import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedPackages } from '../components/shipped-packages.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';

const source = (extension) => inProject(`build/scripts/systems-lanes/stand-in-electron.${extension}`);
const compiler = 'x86_64-w64-mingw32';

/** An archive in the form of Electron without a file: four sizes, each of what is behind it, and a list. */
function emptyArchive() {
  const list = '{"files":{}}';
  const sizes = Buffer.alloc(16);
  [4, list.length + 8, list.length + 4, list.length].forEach((size, index) =>
    sizes.writeUInt32LE(size, index * 4),
  );
  return Buffer.concat([sizes, Buffer.from(list)]);
}

/** What packaging looks for in a distribution of Electron for Windows, or moves, beside the program. */
const files = {
  LICENSE: 'Stands for the licence of Electron.\n',
  'LICENSES.chromium.html': 'Stands for the licences of Chromium.\n',
  'resources/default_app.asar': emptyArchive(),
  'locales/en-US.pak': 'Stands for texts of Chromium.\n',
  'locales/zh-CN.pak': 'Stands for texts of Chromium.\n',
  'resources.pak': 'Stands for parts of Chromium.\n',
};

/**
 * Makes a folder that is laid out as Electron's distribution for Windows, with a small program that opens nothing. It proves packing,
 * fuses, resources and installers, and nothing of a window.
 * @param {string} folder replaced as a whole
 */
export async function makeStandInElectron(folder) {
  await rm(folder, { recursive: true, force: true });
  for (const part of ['resources', 'locales']) await mkdir(join(folder, part), { recursive: true });
  const version = lockedPackages()['node_modules/electron'].version;
  for (const [name, content] of Object.entries({ ...files, version: `${version}\n` }))
    await writeFile(join(folder, name), content);
  const resources = join(folder, 'resources.o');
  await expectRun('windres', `${compiler}-windres`, [source('rc'), resources]);
  const flags = ['-O2', '-Wall', '-Wextra', '-Werror', '-mwindows', '-s', '-Wl,--no-insert-timestamp'];
  const program = join(folder, 'electron.exe');
  await expectRun('gcc', `${compiler}-gcc`, [...flags, source('c'), resources, '-o', program]);
  await rm(resources);
}
