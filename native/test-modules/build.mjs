// Compiles the misbehaving modules of the tests to dist/native/test: one module a file in behaviours/, each with
// the shim that lends it everything else of the soft token. Linux only, as the tests that use them.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModule, sourcesIn } from '../build-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const behaviours = join(folder, 'behaviours');

/** Names of every misbehaving module. */
export const misbehaviours = readdirSync(behaviours).map((name) => name.replace(/\.c$/, ''));

/**
 * Builds one misbehaving module unless it is newer than its sources.
 * @param {string} name one of {@link misbehaviours}
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildMisbehavingModule(name) {
  return buildModule({
    name: `test/${name}`,
    sources: [...sourcesIn(folder), join(behaviours, `${name}.c`)],
    folders: [folder, behaviours, join(folder, '../soft-token')],
  });
}
