import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode, goToCallersFolder } from './setup/run.mjs';

await ensureChecks();
goToCallersFolder();

/** Keeps a repository of updates. */
continueOnPinnedNode('build/scripts/updates/main.mjs');
