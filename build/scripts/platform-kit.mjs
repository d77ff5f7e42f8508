import { spawn } from 'node:child_process';
import { ensureChecks } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

await ensureChecks();

/** Runs the conformance kit on the pinned Node; its exit status says whether a clause is broken. */
const args = [inProject('e2e/kit/main.ts'), ...process.argv.slice(2)];
// npm runs scripts in the project's folder, but paths are relative to the person's working folder.
const child = spawn(pinnedNode, args, { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() });
child.on('exit', (status) => {
  process.exitCode = status ?? 2;
});
