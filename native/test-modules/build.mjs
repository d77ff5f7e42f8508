// Compiles the misbehaving modules of the tests to dist/native/test: the shim, which passes every call to a soft
// token, with one behaviour of crashes-and-hangs.c or wrong-answers.c. Linux only, as the tests that use them.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModule, sourcesIn } from '../build-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

/**
 * Builds one misbehaving module unless it is newer than its sources.
 * @param {string} name of its behaviour, with hyphens: hang-in-sign
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildMisbehavingModule(name) {
  return buildModule({
    name: `test/${name}`,
    sources: sourcesIn(folder),
    folders: [folder, join(folder, '../soft-token')],
    defines: [`BEHAVIOUR=${name.replaceAll('-', '_')}`],
  });
}
