import { ensureEverything } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureEverything();

/** Makes packages. */
continueOnPinnedNode('build/scripts/package/main.mjs');
