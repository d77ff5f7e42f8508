import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/**
 * Runs the fuzzer of the differential test: `npm run fuzz -- --minutes 10 --seed 7`. With `--engines` it compares the engines of SM2 and
 * SM3 instead of viewers.
 */
const subject = process.argv.includes('--engines') ? 'engines' : 'fuzz';
continueOnPinnedNode(`e2e/differential/${subject}/main.ts`);
