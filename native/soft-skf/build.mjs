// Compiles the soft SKF library to dist/native. Run as a program, it prints the library's path; imported, it
// returns a value and throws nothing.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildModule, modulePath, reportBuild, sourcesIn } from '../build-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const softToken = resolve(folder, '../soft-token');
const name = 'sealdesk-soft-skf';

/** The sources that this library shares with the soft token's module: the store, its PINs and SM2. */
const sharedSources = (platform = process.platform) =>
  [
    ...['attributes', 'byte-buffer', 'object-store', 'sealed-box', 'sm2', 'token-record'],
    platform === 'win32' ? 'platform-windows' : 'platform-posix',
  ].map((source) => join(softToken, `${source}.c`));

/** The path of the built library, whether it exists or not. */
export const softSkfPath = modulePath(name);

/**
 * Builds the library unless it is newer than its sources.
 * @param {{ sanitize?: boolean, wide?: boolean }} [options] other libraries, for tests alone. sanitize: with
 *   address and undefined-behaviour checks. wide: one whose ULONG has 64 bits
 * @param {Parameters<typeof buildModule>[1]} [toolchain] what compiles it for another system
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildSoftSkf({ sanitize = false, wide = false } = {}, toolchain = undefined) {
  const suffix = (wide ? '-wide' : '') + (sanitize ? '-checked' : '');
  const module = {
    name: suffix === '' ? name : `test/${name}${suffix}`,
    sources: [...sourcesIn(folder, toolchain?.platform), ...sharedSources(toolchain?.platform)],
    folders: [folder, softToken],
    defines: wide ? ['SKF_WIDE_ULONG'] : [],
    sanitize,
  };
  return buildModule(module, toolchain);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) reportBuild(buildSoftSkf());
