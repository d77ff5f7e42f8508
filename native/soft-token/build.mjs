// Compiles the soft token to dist/native. Run as a program it prints the module's path; imported it answers with
// a value and throws nothing.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildModule, modulePath, reportBuild, sourcesIn } from '../build-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const name = 'sealdesk-soft-token';

/** Where the built module lies, whether it is there or not. */
export const softTokenPath = modulePath(name);

/**
 * Builds the module unless it is newer than its sources.
 * @param {{ sanitize?: boolean }} [options] sanitize: a second module with address and undefined-behaviour checks
 * @returns {{ ok: true, path: string } | { ok: false, reason: string }}
 */
export function buildSoftToken({ sanitize = false } = {}) {
  return buildModule({
    name: sanitize ? `${name}-checked` : name,
    sources: sourcesIn(folder),
    folders: [folder],
    sanitize,
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) reportBuild(buildSoftToken());
