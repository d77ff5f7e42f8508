import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Writes the table of duties. */
continueOnPinnedNode('build/scripts/generate/duties.mjs');
