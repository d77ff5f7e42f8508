import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toolPath } from '../check/tool.mjs';
import { electron as electronRuntime } from '../components/runtimes.mjs';
import { writeComponents } from '../components/write-components.mjs';
import { currentElectron, electronVersionIn } from '../setup/electron-runtime.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';
import { here } from '../systems/this-system.mjs';
import { gatherBindings } from './bindings.mjs';
import { publisher } from './publisher.mjs';

const configuration = ['--config', 'build/config/electron-builder.yml', '--publish', 'never'];

/** What electron-builder calls systems: its option, how it begins the name of a folder, and Electron's program in a distribution. */
const systems = {
  linux: { option: '--linux', folder: 'linux', program: 'electron' },
  win32: { option: '--win', folder: 'win', program: 'electron.exe' },
  darwin: { option: '--mac', folder: 'mac', program: 'Electron.app' },
};

/** The variable that names Electron's own distribution for a target, unpacked. */
export const distributionVariable = (target) => `ELECTRON_DIST_${target.replace('-', '_')}`;

/**
 * Finds the Electron that a target's window is packed with: what ELECTRON_DIST_<system>_<processor> names, such as
 * ELECTRON_DIST_win32_x64, or for this machine that of the checkout.
 * @param {string} target such as win32-x64
 * @returns {{ kind: string, folder: string, version: string } | null} null where there is none: a package then holds the command line alone
 * @throws Error where the named folder is no distribution for that system
 */
export function electronFor(target, environment = process.env) {
  const named = environment[distributionVariable(target)];
  if (named === undefined) return target === here ? currentElectron() : null;
  const folder = resolve(named);
  const { program } = systems[target.split('-')[0]];
  const version = electronVersionIn(folder);
  if (!existsSync(join(folder, program)) || version === null)
    throw new Error(`${distributionVariable(target)}: ${folder} lacks ${program} or the file "version"`);
  return { kind: 'named', folder, version };
}

/** Copies the registry's runtime without its link to this checkout, which would be packed too. */
async function withoutCheckout(folder) {
  const copy = inProject('out/package-runtime');
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true, filter: (path) => path !== join(folder, 'resources/app') });
  return copy;
}

/** electron-builder names x64 nowhere, since it was first. */
const folderOf = (os, cpu) =>
  `${systems[os].folder}${cpu === 'x64' ? '' : `-${cpu}`}${os === 'darwin' ? '' : '-unpacked'}`;

/**
 * Packs the window of a target, with its archive, its fuses and what a product owes, without the command line.
 * @param {string} target one that has an Electron
 * @returns {Promise<string>} its folder
 */
export async function packWindow(target) {
  const [os, cpu] = target.split('-');
  const { kind, folder, version } = electronFor(target);
  if (kind === 'registry') say(`Packing Electron ${version}, which is for tests alone: not a product.`);
  const distribution = kind === 'registry' ? await withoutCheckout(folder) : folder;
  writeComponents(inProject('out/components'), { os, cpu }, [electronRuntime(version)]);
  await gatherBindings(target, inProject('out/package-natives'));
  const runtime = [`-c.electronDist=${distribution}`, `-c.electronVersion=${version}`];
  const { name } = publisher();
  const author = name === null ? [] : [`-c.extraMetadata.author.name=${name}`];
  const args = [systems[os].option, `--${cpu}`, '--dir', ...configuration, ...runtime, ...author];
  if ((await run(pinnedNode, [toolPath('electron-builder'), ...args])) !== 0)
    throw new Error('packing failed');
  return inProject('out/package', folderOf(os, cpu));
}

/** Makes the packaged app, a folder, as `npm run package` without a format does. @returns {Promise<string[]>} its path */
export async function makeFolder({ target }) {
  if (electronFor(target) === null)
    throw new Error(`no Electron for ${target} is at hand: ${distributionVariable(target)} names one`);
  return [await packWindow(target)];
}
