import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedPackages } from '../components/shipped-packages.mjs';
import { gnuPrefixes } from '../natives/linux-bindings.mjs';
import { oldDebianRunner } from '../natives/old-debian.mjs';
import { distributionVariable } from '../package/window.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';
import { compile, mingw } from './compile.mjs';

const source = (extension) => inProject(`build/scripts/systems-lanes/stand-in-electron.${extension}`);

/** An archive in the form of Electron without a file: four sizes, each of what is behind it, and a list. */
function emptyArchive() {
  const list = '{"files":{}}';
  const sizes = Buffer.alloc(16);
  [4, list.length + 8, list.length + 4, list.length].forEach((size, index) =>
    sizes.writeUInt32LE(size, index * 4),
  );
  return Buffer.concat([sizes, Buffer.from(list)]);
}

/** What packaging looks for in a distribution of Electron, or moves, beside the program. */
const files = {
  LICENSE: 'Stands for the licence of Electron.\n',
  'LICENSES.chromium.html': 'Stands for the licences of Chromium.\n',
  'resources/default_app.asar': emptyArchive(),
  'locales/en-US.pak': 'Stands for texts of Chromium.\n',
  'locales/zh-CN.pak': 'Stands for texts of Chromium.\n',
  'resources.pak': 'Stands for parts of Chromium.\n',
  'chrome_100_percent.pak': 'Stands for pictures of Chromium.\n',
};

/** Windows' program names its product and its version in resources. */
async function compileForWindows(folder) {
  const resources = join(folder, 'resources.o');
  await expectRun('windres', `${mingw}-windres`, [source('rc'), resources]);
  const options = [resources, '-mwindows', '-Wl,--no-insert-timestamp'];
  await compile([`${mingw}-gcc`], source('c'), join(folder, 'electron.exe'), options);
  await rm(resources);
}

/** Linux has more programs beside Electron's own. The C library is an old one, as Electron's own program wants it. */
async function compileForArm64(folder) {
  const compiler = [await oldDebianRunner(), `${gnuPrefixes.arm64}gcc`];
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    await compile(compiler, source('c'), join(folder, name));
}

const compilers = { 'win32-x64': compileForWindows, 'linux-arm64': compileForArm64 };

/** Makes a folder that is laid out as Electron's distribution for a target, with a small program that opens nothing. */
async function makeStandIn(target) {
  const folder = inProject(`out/systems/electron-${target}`);
  await rm(folder, { recursive: true, force: true });
  for (const part of ['resources', 'locales']) await mkdir(join(folder, part), { recursive: true });
  const version = lockedPackages()['node_modules/electron'].version;
  for (const [name, content] of Object.entries({ ...files, version: `${version}\n` }))
    await writeFile(join(folder, name), content);
  await compilers[target](folder);
  return folder;
}

/**
 * Does work with an Electron for each target: the one that its variable names, such as ELECTRON_DIST_win32_x64, else a stand-in,
 * which proves packing, fuses, resources and installers, and nothing of a window.
 * @template T
 * @param {readonly ('win32-x64' | 'linux-arm64')[]} targets
 * @param {(standIns: readonly string[]) => Promise<T>} work gets the targets that have a stand-in; programs that it starts find them too
 * @returns {Promise<T>}
 */
export async function withElectrons(targets, work) {
  const standIns = targets.filter((target) => process.env[distributionVariable(target)] === undefined);
  try {
    for (const target of standIns) process.env[distributionVariable(target)] = await makeStandIn(target);
    return await work(standIns);
  } finally {
    for (const target of standIns) delete process.env[distributionVariable(target)];
  }
}
