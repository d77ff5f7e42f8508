import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/**
 * A command is over before its code would have been compiled twice, so what was compiled is kept beside the bundles, as
 * trusted as they are, and goes with them. By the environment, threads and token hosts keep theirs too. Where nothing can be written,
 * everything is compiled each time.
 */
process.env['NODE_COMPILE_CACHE'] ??= join(dist, 'cli', 'compiled');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

const { runCommand } = await import('./run-command.ts');
let closed: Promise<unknown> = Promise.resolve();
process.exitCode = await runCommand(process.argv.slice(2), dist, (closing) => {
  closed = closing;
});
const { hasHaltedRead } = await import('../adapters/files/read-deadline.ts');
if (hasHaltedRead()) {
  const { endHalted } = await import('./end/end-halted.ts');
  await endHalted(process.exitCode, closed);
}
