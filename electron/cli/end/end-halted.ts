/** Waits no longer than this for the store to be let go of. */
const LONGEST_CLOSE_MS = 5_000;

/**
 * Ends a command while a read of the system hangs. Such a read keeps one of the process's own threads, for which the usual
 * end waits, as long as the system does: for hours at a share that is gone. What was printed is flushed and what was opened
 * is closed first. On Unix another program takes the place of this process, and ends with the status at once; elsewhere,
 * and under Node before 22.15, the process is killed, and the status is that of a killed one.
 * @param closed resolves once the store is let go of
 */
export async function endHalted(status: number, closed: Promise<unknown>): Promise<never> {
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, LONGEST_CLOSE_MS).unref())]);
  for (const stream of [process.stdout, process.stderr]) await flushed(stream);
  // Announced as experimental: nobody is to read that behind the answer.
  process.removeAllListeners('warning');
  if (process.platform !== 'win32') {
    // Node declares it from version 22.15 on.
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${String(status)}`], {});
  }
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/** A reader that is gone has nothing to wait for. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) return resolve();
    stream.write('', () => resolve());
  });
}
