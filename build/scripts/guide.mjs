import { ensureEverything } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureEverything();

/** Takes the pictures of the guide. */
continueOnPinnedNode('build/scripts/guide/main.mjs');
