import { ensureEverything } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureEverything();

/** Runs lanes on systems that this machine is not. */
continueOnPinnedNode('build/scripts/systems-lanes/main.mjs');
