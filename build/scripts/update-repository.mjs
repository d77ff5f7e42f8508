import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Keeps a repository of updates. */
continueOnPinnedNode('build/scripts/updates/main.mjs');
