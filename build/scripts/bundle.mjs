import { existsSync } from 'node:fs';
import { build } from 'vite';
import { configurationOf } from './bundle/configurations.mjs';
import { copySharedAssets } from './bundle/shared-assets.mjs';
import { targetNames, targets } from './bundle/targets.mjs';
import { inProject } from './setup/project.mjs';
import { say } from './setup/run.mjs';
import { isBundleCurrent, stampBundle } from './bundle/freshness.mjs';

/** Entries that are not there are left out with a note. */
function existingEntries(entries) {
  const present = Object.entries(entries).filter(([, source]) => existsSync(inProject(source)));
  return Object.fromEntries(present);
}

async function bundle(name) {
  const { kind, entries } = targets[name];
  const present = existingEntries(entries);
  if (Object.keys(present).length === 0) return say(`bundle ${name}: no entry yet`);
  const stamp = stampBundle(name);
  await build(await configurationOf(name, kind, present));
  stamp.write();
  say(`bundle ${name}: done`);
}

const asked = process.argv.slice(2);
const names = (asked.length > 0 ? asked : targetNames).filter((name) => !isBundleCurrent(name));
if (names.length > 0) await copySharedAssets();
const outcomes = await Promise.allSettled(names.map(bundle));
outcomes.forEach(({ status, reason }, index) => {
  if (status === 'rejected') say(`bundle ${names[index]}: ${reason.message ?? reason}`);
});
process.exitCode = outcomes.some(({ status }) => status === 'rejected') ? 1 : 0;
