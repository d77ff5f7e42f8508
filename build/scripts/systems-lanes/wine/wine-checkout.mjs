import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nativesFolder } from '../../natives/folders.mjs';
import { buildersByTarget } from '../../natives/targets.mjs';
import { inProject } from '../../setup/project.mjs';
import { answerOf, runNpm, say } from '../../setup/run.mjs';
import { fetchWindowsNode } from '../../stage/windows.mjs';
import { driveC } from './wine.mjs';

/** A checkout as a developer on Windows has it after set-up, at C:\sealdesk. */
export const checkout = join(driveC, 'sealdesk');

const target = 'win32-x64';

async function copyTracked() {
  const names = answerOf('git', ['ls-files', '-z'], { cwd: inProject() }).split('\0').filter(Boolean);
  for (const name of names) await cp(inProject(name), join(checkout, name), { recursive: true });
}

/** The same packages as here, with the binaries of Windows: the lockfile names those of every system. */
async function installPackages() {
  const install = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--os=win32', '--cpu=x64'];
  if ((await runNpm(install, { cwd: checkout, quiet: true })) !== 0) throw new Error('npm install failed');
}

/** Puts what set-up fetches, builds and bundles on Windows where it belongs. Bundles are the same on every system. */
async function placeBuilt() {
  const natives = await buildersByTarget[target]();
  for (const path of natives.filter((name) => name.endsWith('.node')))
    await cp(path, join(checkout, 'node_modules/pkcs11js/build/Release/pkcs11.node'));
  const ofThisMachine = (path) => !path.includes('/dist/native') && !path.includes('/compiled');
  await cp(inProject('dist'), join(checkout, 'dist'), { recursive: true, filter: ofThisMachine });
  // Copied last, so that they are newer than their sources and no test builds them again.
  for (const path of natives.filter((name) => name.endsWith('.dll')))
    await cp(path, join(checkout, 'dist/native', path.slice(nativesFolder(target).length)));
  const node = join(checkout, 'node_modules/node/bin/node.exe');
  await mkdir(dirname(node), { recursive: true });
  await cp(await fetchWindowsNode(), node);
}

/** Makes the checkout anew, with everything that tests need. */
export async function makeCheckout() {
  say('Making a checkout for Windows');
  await rm(checkout, { recursive: true, force: true });
  await mkdir(checkout, { recursive: true });
  await copyTracked();
  await installPackages();
  await placeBuilt();
}
