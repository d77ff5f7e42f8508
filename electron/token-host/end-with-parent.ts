import { Worker } from 'node:worker_threads';

/**
 * Runs in a thread of its own, because a module that hangs holds the main one. Windows never gives a process
 * another parent, so that there a host that hangs when the app is killed stays until its module returns.
 */
const WATCH = `
const { ppid } = process;
setInterval(() => {
  if (process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/** Ends this process soon after its parent has ended, whatever a module is doing. */
export function endWithParent(): void {
  new Worker(WATCH, { eval: true }).unref();
}
