import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode, goToCallersFolder } from './setup/run.mjs';

await ensureChecks();
goToCallersFolder();

/** Runs the conformance kit; its exit status says whether a clause is broken. */
continueOnPinnedNode('e2e/kit/main.ts');
