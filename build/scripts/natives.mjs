import { parseArgs } from 'node:util';
import { buildersByTarget } from './natives/targets.mjs';
import { ensureChecks } from './setup/ensure.mjs';
import { runScript } from './setup/run.mjs';

const known = Object.keys(buildersByTarget).join(', ');

function askedTarget() {
  const { target } = parseArgs({ options: { target: { type: 'string' } } }).values;
  if (target === undefined) throw new Error(`name a system: --target ${known}`);
  if (!Object.hasOwn(buildersByTarget, target)) throw new Error(`no target ${target}; there are: ${known}`);
  return target;
}

/** Prints the paths of the native modules, one a line, as the last step of a script may need them. */
async function main() {
  const target = askedTarget();
  await ensureChecks();
  const files = await buildersByTarget[target]();
  process.stdout.write(`${files.join('\n')}\n`);
}

await runScript('Natives', main, `npm run natives -- --target SYSTEM\nsystems: ${known}`);
