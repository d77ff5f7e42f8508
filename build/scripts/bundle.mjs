import { build } from 'vite';
import { configurationOf } from './bundle/configurations.mjs';
import { copySharedAssets } from './bundle/shared-assets.mjs';
import { targetNames, targets } from './bundle/targets.mjs';
import { say } from './setup/run.mjs';
import { isBundleCurrent, stampBundle } from './bundle/freshness.mjs';

async function bundle(name) {
  const { kind, entries, chunks } = targets[name];
  const stamp = stampBundle(name);
  await build(await configurationOf(name, kind, entries, chunks));
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
