import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inProject } from './project.mjs';
import { say } from './run.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';

const stampName = 'soft-token';
const builder = inProject('native/soft-token/build.mjs');
const skfBuilder = inProject('native/soft-skf/build.mjs');
const currentSources = () => fingerprint(['native/soft-token', 'native/soft-skf', 'native/build-module.mjs']);

async function build() {
  const sources = currentSources();
  const { buildSoftToken } = await import(pathToFileURL(builder).href);
  const { buildSoftSkf } = await import(pathToFileURL(skfBuilder).href);
  const token = buildSoftToken();
  const skf = token.ok ? buildSoftSkf() : token;
  const built = skf.ok ? token : skf;
  if (built.ok) return writeStamp(stampName, JSON.stringify({ sources, path: built.path }));
  writeStamp(stampName, JSON.stringify({ sources, reason: built.reason }));
  say(`The demonstration token could not be built, so there is no key to seal with: ${built.reason}`);
}

const lastBuild = () => JSON.parse(readStamp(stampName) ?? '{}');

/**
 * Builds the demonstration token, and the SKF library that shows it too. Without a compiler the app still opens and
 * verifies documents. The whole set-up tries a failed build again, single commands do not.
 */
export const softToken = {
  isReady() {
    const { sources, path } = lastBuild();
    return !existsSync(builder) || (path !== undefined && existsSync(path) && sources === currentSources());
  },
  hasFailed: () => lastBuild().reason !== undefined && lastBuild().sources === currentSources(),
  make: build,
};
