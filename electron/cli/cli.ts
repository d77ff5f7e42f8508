import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/**
 * A command lives for a second or two, and a large file must not cost it more memory than a small one: the nursery of
 * the heap stays small from the start, so everything else is loaded after that.
 */
setFlagsFromString('--max-semi-space-size=1');
setFlagsFromString('--semi-space-growth-factor=1');

/**
 * A reader that has read enough, such as `head -1`, closes the pipe. The command goes on
 * without a reader and finishes its work: a document that is being sealed is sealed and recorded.
 */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const dist = fileURLToPath(new URL('..', import.meta.url));
const { runCommand } = await import('./run-command.ts');
let closed: Promise<unknown> = Promise.resolve();
process.exitCode = await runCommand(process.argv.slice(2), dist, (closing) => {
  closed = closing;
});
const { hasHaltedRead } = await import('../adapters/files/read-deadline.ts');
if (hasHaltedRead()) {
  const { endHalted } = await import('./end-halted.ts');
  await endHalted(process.exitCode, closed);
}
