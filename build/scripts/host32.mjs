import { ensureChecks } from './setup/ensure.mjs';
import { inProject } from './setup/project.mjs';
import { expectRun, runScript } from './setup/run.mjs';
import { stageHost32 } from './stage/host32.mjs';

/** Makes the host for 32-bit drivers of Windows, and prints its folder for the installer. */
async function main() {
  await ensureChecks();
  await expectRun('bundles', process.execPath, [inProject('build/scripts/bundle.mjs'), 'token-host']);
  const folder = inProject('out/host32');
  await stageHost32(folder);
  process.stdout.write(`${folder}\n`);
}

await runScript('Host for 32-bit drivers', main);
