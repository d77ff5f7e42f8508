import { constants } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Looks after the parent in a thread of its own, because a module that hangs blocks the main thread. Unix gives a process whose
 * parent has ended another one; Windows does not, and there the number alone tells.
 */
const WATCH = `
const { workerData: parent } = require('node:worker_threads');
const lives = () => {
  try {
    return process.kill(parent, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};
setInterval(() => {
  if (process.ppid !== parent || !lives()) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/**
 * Ends this process with its parent, or a second after, whatever a vendor's module is doing: on Linux the kernel does it, elsewhere
 * a thread. What no system ends is a process that a driver in the kernel holds.
 * @param platform for tests: the way of another system
 */
export async function endWithParent(platform: NodeJS.Platform = process.platform): Promise<void> {
  const parent = process.ppid;
  try {
    if (platform === 'linux') return await endBySignal(parent);
    if (platform === 'win32') await holdNumber(parent);
  } catch {
    // Without koffi for this system, or where the system refuses, a thread alone has to watch.
  }
  new Worker(WATCH, { eval: true, workerData: parent }).unref();
}

const PR_SET_PDEATHSIG = 1;

/** Has the kernel end this process with its parent (prctl(2)), which costs less than a thread that watches. */
async function endBySignal(parent: number): Promise<void> {
  const { default: koffi } = await import('koffi');
  const prctl = koffi
    .load(null)
    .func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)');
  if (prctl(PR_SET_PDEATHSIG, constants.signals.SIGKILL, 0, 0, 0) !== 0) throw new Error('prctl refuses');
  // A parent that ended before the call sends no signal any more: this process has another one by then, and ends here without
  // having done anything for anybody.
  if (process.ppid !== parent) process.exit(0);
}

/** The right to wait for a process (winnt.h). */
const SYNCHRONIZE = 0x0010_0000;

/**
 * Opens the parent and never closes it: Windows gives the number of a process to no other one while somebody has it open, so that
 * the thread is not deceived by a later process of that number.
 */
async function holdNumber(parent: number): Promise<void> {
  const { default: koffi } = await import('koffi');
  const open = koffi.load('kernel32.dll').func('void *__stdcall OpenProcess(uint32_t, int, uint32_t)');
  open(SYNCHRONIZE, 0, parent);
}
