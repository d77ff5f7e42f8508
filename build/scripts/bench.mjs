import { ensureEverything } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureEverything();

/** Measures. */
continueOnPinnedNode('build/scripts/bench/main.mjs');
