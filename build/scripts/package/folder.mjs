import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toolPath } from '../check/tool.mjs';
import { writeComponents } from '../components/write-components.mjs';
import { gatherBindings } from './linux/bindings.mjs';
import { currentElectron } from '../setup/electron-runtime.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';

const configuration = ['--config', 'build/config/electron-builder.yml', '--publish', 'never'];

/** Copies the registry's runtime without its link to this checkout, which would be packed too. */
async function standInDistribution({ folder, version }) {
  const copy = inProject('out/package-runtime');
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true, filter: (path) => path !== join(folder, 'resources/app') });
  return [`-c.electronDist=${copy}`, `-c.electronVersion=${version}`];
}

/** Makes the packaged app, a folder, for the system that this runs on. @returns {Promise<string[]>} its folder's parent */
export async function makeFolder() {
  const electron = currentElectron();
  const isStandIn = electron.kind === 'registry';
  if (isStandIn) say(`Packing Electron ${electron.version}, which is for tests alone: not a product.`);
  const runtime = isStandIn ? await standInDistribution(electron) : [`-c.electronDist=${electron.folder}`];
  writeComponents(inProject('out/components'), { os: process.platform, cpu: process.arch });
  await gatherBindings(inProject('out/package-natives'));
  const args = ['--dir', ...configuration, ...runtime];
  if ((await run(pinnedNode, [toolPath('electron-builder'), ...args])) !== 0)
    throw new Error('packing failed');
  return [inProject('out/package')];
}
