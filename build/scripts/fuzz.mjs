import { spawnSync } from 'node:child_process';
import { ensureChecks } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

await ensureChecks();

/**
 * Runs the fuzzer of the differential test on the pinned Node: `npm run fuzz -- --minutes 10 --seed 7`. With `--engines` it compares the
 * engines of SM2 and SM3 instead of viewers.
 */
const asked = process.argv.slice(2);
const subject = asked.includes('--engines') ? 'engines' : 'fuzz';
const args = [inProject('e2e/differential', subject, 'main.ts'), ...asked];
process.exitCode = spawnSync(pinnedNode, args, { stdio: 'inherit' }).status ?? 1;
