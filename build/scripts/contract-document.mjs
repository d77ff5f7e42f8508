import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode, goToCallersFolder } from './setup/run.mjs';

await ensureChecks();
goToCallersFolder();

/** Writes the platform's contract as one HTML page. */
continueOnPinnedNode('e2e/kit/document/main.ts');
