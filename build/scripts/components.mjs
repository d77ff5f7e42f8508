import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode, goToCallersFolder } from './setup/run.mjs';

await ensureChecks();
goToCallersFolder();

/** Writes or checks what a product owes for the packages of others. */
continueOnPinnedNode('build/scripts/components/main.mjs');
