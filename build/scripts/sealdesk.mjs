import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { ensureCommandLine } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

const commandLine = inProject('dist/cli/cli.js');
const pinnedMajor = '24';

/** In the usual case npm has put the pinned Node first on the path, so this process becomes the command. */
async function runHere() {
  process.argv = [process.argv[0], commandLine, ...process.argv.slice(2)];
  await import(pathToFileURL(commandLine).href);
}

/** The very first call runs on the machine's own Node. It passes signals and the exit status through. */
function runOnPinnedNode() {
  const child = spawn(pinnedNode, [commandLine, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? 128 + constants.signals[signal];
  });
}

await ensureCommandLine();
// npm runs scripts in the project's folder, but paths are relative to the person's working folder.
process.chdir(process.env.INIT_CWD ?? process.cwd());
if (process.versions.node.split('.')[0] === pinnedMajor) await runHere();
else runOnPinnedNode();
