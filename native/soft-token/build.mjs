// Compiles the soft token to dist/native. Run as a program it prints the module's path; imported it answers with
// a value and throws nothing.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildModule, modulePath, reportBuild, sourcesIn } from '../build-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const name = 'sealdesk-soft-token';

/** The path of the built module, whether it exists or not. */
export const softTokenPath = modulePath(name);

/**
 * Builds the module unless it is newer than its sources.
 * @param {{ sanitize?: boolean, quickPins?: boolean }} [options] other modules, for tests alone. sanitize: with
 *   address and undefined-behaviour checks. quickPins: PINs are stretched so little that thousands of logins
 *   take seconds
 * @param {Parameters<typeof buildModule>[1]} [toolchain] what compiles it for another system
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildSoftToken({ sanitize = false, quickPins = false } = {}, toolchain = undefined) {
  const suffix = (quickPins ? '-quick' : '') + (sanitize ? '-checked' : '');
  const module = {
    name: suffix === '' ? name : `test/${name}${suffix}`,
    sources: sourcesIn(folder, toolchain?.platform),
    folders: [folder],
    defines: quickPins ? ['SCRYPT_N=16'] : [],
    sanitize,
  };
  return buildModule(module, toolchain);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) reportBuild(buildSoftToken());
