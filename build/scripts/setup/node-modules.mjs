import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { headersEnvironment } from './node-headers.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { runNpm, say } from './run.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';

const stampName = 'node-modules';
const nativeModule = 'pkcs11js';
const nativeBinary = inProject('node_modules/pkcs11js/build/Release/pkcs11.node');

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(inProject(path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Tells whether npm's list of installed packages has every package of the lockfile in its version. */
export function isInstalled(locked, installed) {
  if (installed === undefined) return false;
  const needed = Object.entries(locked).filter(([path, entry]) => path !== '' && !entry.optional);
  return needed.every(([path, { version }]) => installed[path]?.version === version);
}

/**
 * `npm ci` refuses a lockfile without the optional packages of other platforms, and a registry with few platforms
 * writes such lockfiles. On Windows it also deletes the node.exe that runs it. `npm install` takes the locked
 * versions too, and `--no-save` leaves the lockfile unchanged.
 */
const installArguments = ['install', '--no-save', '--ignore-scripts'];

async function installPackages() {
  const locked = readPackages('package-lock.json');
  if (isInstalled(locked, readPackages('node_modules/.package-lock.json'))) return;
  say('Installing the packages of package-lock.json');
  if ((await runNpm(installArguments, { quiet: true })) !== 0) throw new Error('npm install failed');
}

const isNodeReady = () => spawnSync(pinnedNode, ['--version']).status === 0;

/** The `node` package fetches the executable for this platform in its install script. */
async function installPinnedNode() {
  if (isNodeReady()) return;
  say('Fetching the pinned Node');
  await runNpm(['rebuild', 'node'], { quiet: true });
  if (!isNodeReady()) throw new Error('the pinned Node could not be fetched: `npm rebuild node` failed');
}

async function buildNativeModule() {
  if (existsSync(nativeBinary)) return;
  say(`Building ${nativeModule}`);
  await runNpm(['rebuild', nativeModule], { env: await headersEnvironment(), mayFail: true });
  if (existsSync(nativeBinary)) return;
  say(`${nativeModule} could not be built, so USB keys cannot be used; opening and verifying documents work.
It needs a C++ compiler, make and Python 3; \`npm rebuild ${nativeModule}\` shows what is wrong.`);
}

const currentLock = () => fingerprint(['package-lock.json', 'node_modules/.package-lock.json']);
const isLockInstalled = () => readStamp(stampName) === currentLock() && existsSync(pinnedNode);

async function make() {
  await installPackages();
  await installPinnedNode();
  await buildNativeModule();
  writeStamp(stampName, currentLock());
}

/** Makes node_modules match the lockfile, with the pinned Node and the native module. */
export const nodeModules = {
  isReady: () => isLockInstalled() && existsSync(nativeBinary),
  hasFailed: () => isLockInstalled() && !existsSync(nativeBinary),
  make,
};
