import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { currentElectron } from './electron-runtime.mjs';
import { headersEnvironment } from './node-headers.mjs';
import { inProject, projectRoot } from './project.mjs';
import { runNpm, say } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const stampName = 'store-binding';
const source = inProject('node_modules/better-sqlite3');

/** The binding lies beside the other native parts, which the packaged app keeps out of its archive. */
const binding = inProject('dist/native/better-sqlite3-older-runtimes.node');

/** The first Electron with Node-API 10, which better-sqlite3's prebuilt binaries need; older ones crash in them. */
const firstWithNodeApi10 = 36;

/** @param {string | undefined} version version of an Electron, such as "33.2.1" */
export const needsOwnBinding = (version) => Number(version?.split('.')[0]) < firstWithNodeApi10;

/**
 * Earlier versions have the functions of Node-API 10 that the binding uses under the experimental define. The second
 * define keeps finalizers as in the stable versions.
 * @param {string} gyp text of better-sqlite3's binding.gyp
 */
export function forOlderRuntimes(gyp) {
  const wanted = "'NAPI_VERSION=10'";
  if (!gyp.includes(wanted)) throw new Error(`better-sqlite3's binding.gyp no longer defines ${wanted}`);
  return gyp.replace(wanted, "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'");
}

const buildScript = 'node-gyp rebuild --release --force_build=1';

/** Returns the folder to build in. make cuts paths at spaces, so that a project in such a path is no place for it. */
const newWorkFolder = () =>
  /\s/.test(projectRoot)
    ? mkdtempSync(join(tmpdir(), 'sealdesk-better-sqlite3-'))
    : inProject('out/setup/better-sqlite3');

/** Copies the package's own source with the build as its only script, so that nothing is downloaded. */
function copySource(workFolder) {
  rmSync(workFolder, { recursive: true, force: true });
  for (const part of ['deps', 'src', 'lib'])
    cpSync(join(source, part), join(workFolder, part), { recursive: true });
  // What it includes is found from the folder upwards, so not outside of the project.
  const headers = 'node_modules/node-addon-api';
  cpSync(inProject(headers), join(workFolder, headers), { recursive: true });
  const gyp = readFileSync(join(source, 'binding.gyp'), 'utf8');
  writeFileSync(join(workFolder, 'binding.gyp'), forOlderRuntimes(gyp));
  const description = {
    name: 'better-sqlite3-older-runtimes',
    private: true,
    scripts: { build: buildScript },
  };
  writeFileSync(join(workFolder, 'package.json'), JSON.stringify(description));
}

async function compile() {
  const workFolder = newWorkFolder();
  try {
    copySource(workFolder);
    await runNpm(['run', 'build'], { env: await headersEnvironment(), mayFail: true, cwd: workFolder });
    const built = join(workFolder, 'build/Release/better_sqlite3.node');
    if (!existsSync(built)) return false;
    mkdirSync(dirname(binding), { recursive: true });
    // A running app keeps the file that it has loaded; another disk may hold the temporary folder.
    cpSync(built, `${binding}.new`);
    renameSync(`${binding}.new`, binding);
    return true;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

const currentVersion = () => JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;
const isBuilt = () => existsSync(binding) && readStamp(stampName) === currentVersion();

async function make() {
  say('Building better-sqlite3 for this Electron; this takes about two minutes');
  if (await compile()) return writeStamp(stampName, currentVersion());
  say(`better-sqlite3 could not be built for this Electron, so the app keeps no register of seal uses; everything
else works. It needs a C++20 compiler, make and Python 3.`);
}

/** Builds a second binding of the register's database when this Electron cannot load the prebuilt one. */
export const storeBinding = {
  isReady: () => !needsOwnBinding(currentElectron()?.version) || isBuilt(),
  make,
};
