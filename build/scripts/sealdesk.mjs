import { pathToFileURL } from 'node:url';
import { ensureCommandLine } from './setup/ensure.mjs';
import { inProject } from './setup/project.mjs';
import { continueOnPinnedNode, goToCallersFolder } from './setup/run.mjs';

const commandLine = 'dist/cli/cli.js';
const pinnedMajor = '24';

/** In the usual case npm has put the pinned Node first on the path, so this process becomes the command. */
async function runHere() {
  const path = inProject(commandLine);
  process.argv = [process.argv[0], path, ...process.argv.slice(2)];
  await import(pathToFileURL(path).href);
}

await ensureCommandLine();
goToCallersFolder();
if (process.versions.node.split('.')[0] === pinnedMajor) await runHere();
// The very first call runs on the machine's own Node.
else continueOnPinnedNode(commandLine);
