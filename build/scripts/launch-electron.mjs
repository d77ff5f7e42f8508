import { spawn } from 'node:child_process';
import { currentElectron } from './setup/electron-runtime.mjs';
import { projectRoot } from './setup/project.mjs';
import { thisSystem } from './systems/this-system.mjs';

/** Whether a person could see a window. */
export const hasDisplay = () => thisSystem.hasDisplay(process.env);

/** Chromium refuses to sandbox as root; the flag is for that case alone and never part of a product. */
const sandboxArguments = () => (thisSystem.name === 'linux' && thisSystem.isRoot() ? ['--no-sandbox'] : []);

/** Chromium reads file names by the locale; where none is set, as in a container, Chinese ones would be lost. */
const utf8Locale = () => (thisSystem.name === 'linux' ? { LANG: 'C.UTF-8' } : {});

/**
 * How the app of this checkout is started.
 * @param {readonly string[]} applicationArguments the app's own arguments, a document for example
 * @param {Readonly<Record<string, string>>} environment added to this process's own
 * @returns {{ executablePath: string, args: string[], env: Record<string, string>, cwd: string }} what Playwright's
 *   `_electron.launch` takes
 */
export function electronLaunch(applicationArguments = [], environment = {}) {
  const electron = currentElectron();
  if (electron === undefined) throw new Error('no Electron yet: run `npm run setup`');
  // The registry's runtime starts resources/app, a link to this project, and takes no path to it.
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
 * A display in memory, on a free number that the server itself picks.
 * @returns {Promise<{ display: string, stop: () => void }>} its name for DISPLAY, and how to end it
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
 * Runs `work` where a display is: the person's, or one in memory that ends with it.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work takes the environment that names the display
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
