import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Writes the templates of group policies. */
continueOnPinnedNode('build/scripts/generate/group-policy.mjs');
