import { spawnSync } from 'node:child_process';
import { ensureChecks } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

await ensureChecks();

/** Runs the fuzzer of the differential test on the pinned Node: `npm run fuzz -- --minutes 10 --seed 7`. */
const args = [inProject('e2e/differential/fuzz/main.ts'), ...process.argv.slice(2)];
process.exitCode = spawnSync(pinnedNode, args, { stdio: 'inherit' }).status ?? 1;
