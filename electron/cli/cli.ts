import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/**
 * A command lives for a second or two, and a large file must not cost it more memory than a small one: the nursery of
 * the heap stays small from the start, so everything else is loaded after that.
 */
setFlagsFromString('--max-semi-space-size=1');
setFlagsFromString('--semi-space-growth-factor=1');

const dist = fileURLToPath(new URL('..', import.meta.url));
const { runCommand } = await import('./run-command.ts');
process.exitCode = await runCommand(process.argv.slice(2), dist);
