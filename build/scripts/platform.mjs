import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ensureChecks } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

await ensureChecks();

/** Runs the sandbox platform alone on the pinned Node, and passes signals and the exit status through. */
const args = [inProject('e2e/platform/main.ts'), ...process.argv.slice(2)];
const child = spawn(pinnedNode, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => {
  process.exitCode = status ?? 128 + constants.signals[signal];
});
