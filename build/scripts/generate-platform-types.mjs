import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Writes the types of the platform's contract. */
continueOnPinnedNode('build/scripts/generate/platform-types.mjs');
