import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Writes or checks what a product owes for the packages of others. */
continueOnPinnedNode('build/scripts/components/main.mjs');
