import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();

/** Runs the sandbox platform alone. */
continueOnPinnedNode('e2e/platform/main.ts');
