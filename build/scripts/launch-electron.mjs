import { spawn } from 'node:child_process';
import { currentElectron } from './setup/electron-runtime.mjs';
import { projectRoot } from './setup/project.mjs';
import { thisSystem } from './systems/this-system.mjs';

/** Tells whether a person could see a window. */
export const hasDisplay = () => thisSystem.hasDisplay(process.env);

/** Chromium refuses to sandbox as root. The flag is for that case alone and never part of a product. */
const sandboxArguments = () => (thisSystem.name === 'linux' && thisSystem.isRoot() ? ['--no-sandbox'] : []);

/** Chromium reads file names by the locale. Without a locale, as in a container, Chinese names would be lost. */
const utf8Locale = () => (thisSystem.name === 'linux' ? { LANG: 'C.UTF-8' } : {});

/**
 * Returns the way to start the app of this checkout.
 * @param {readonly string[]} applicationArguments arguments for the app, for example a document
 * @param {Readonly<Record<string, string>>} environment variables in addition to those of this process
 * @returns {{ executablePath: string, args: string[], env: Record<string, string>, cwd: string }} options for
 *   Playwright's `_electron.launch`
 */
export function electronLaunch(applicationArguments = [], environment = {}) {
  const electron = currentElectron();
  if (electron === undefined) throw new Error('no Electron yet: run `npm run setup`');
  // The registry's runtime starts resources/app, a link to this project, and accepts no path.
  const application = electron.kind === 'registry' ? [] : [projectRoot];
  const inherited = { ...utf8Locale(), ...process.env, ...environment };
  delete inherited.ELECTRON_RUN_AS_NODE;
  return {
    executablePath: electron.executable,
    args: [...sandboxArguments(), ...application, ...applicationArguments],
    env: inherited,
    cwd: projectRoot,
  };
}

function readDisplayNumber(server) {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (status) => reject(new Error(`Xvfb ended with status ${status}`)));
    server.stdio[3].once('data', (chunk) => resolve(`:${chunk.toString().trim()}`));
  });
}

/**
 * Starts a display in memory, on a free number that the server itself picks.
 * @returns {Promise<{ display: string, stop: () => void }>} its name for DISPLAY, and a function that ends it
 */
export async function startVirtualDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => server.kill();
  process.once('exit', stop);
  const display = await readDisplayNumber(server);
  server.unref();
  server.stdio[3].unref();
  return { display, stop };
}

/**
 * Runs `work` with a display: the person's, or one in memory that ends afterwards.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work receives the environment that names the display
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work({});
  const { display, stop } = await startVirtualDisplay();
  try {
    return await work({ DISPLAY: display });
  } finally {
    stop();
  }
}
