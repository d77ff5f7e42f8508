import { ensureChecks } from './setup/ensure.mjs';
import { continueOnPinnedNode } from './setup/run.mjs';

await ensureChecks();
// npm runs scripts in the project's folder, but paths are relative to the person's working folder.
process.chdir(process.env.INIT_CWD ?? process.cwd());

/** Writes or checks what a product owes for the packages of others. */
continueOnPinnedNode('build/scripts/components/main.mjs');
