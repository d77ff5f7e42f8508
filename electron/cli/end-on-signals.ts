import { removeUnfinishedDrafts } from '../adapters/files/node-files.ts';

/** Ctrl+C, a polite kill, and a terminal that closes; SIGKILL alone leaves no time to tidy up. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Leaves no half-written file when the command is told to end, then ends by the same signal, so that the shell
 * sees how.
 * @param stop ends the processes that were started
 */
export function endOnSignals(stop: () => void): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      stop();
      removeUnfinishedDrafts();
      process.kill(process.pid, signal);
    });
  }
}
