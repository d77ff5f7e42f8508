import { spawn } from 'node:child_process';
import { ensureChecks } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

await ensureChecks();

/** Writes the platform's contract as one HTML page, on the pinned Node. */
const args = [inProject('e2e/kit/document/main.ts'), ...process.argv.slice(2)];
const child = spawn(pinnedNode, args, { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() });
child.on('exit', (status) => {
  process.exitCode = status ?? 1;
});
