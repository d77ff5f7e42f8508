import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Clock, RandomBytes } from '../services/ports.ts';
import { systemErrorName } from './files/file-errors.ts';

/** The time of this computer. */
export const systemClock: Clock = { now: () => new Date() };

/** Random bytes of the operating system. */
export const systemRandom: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Lets signals, timers and messages in between two steps of long work. */
export const systemTurn = (): Promise<void> => setImmediate();

/** Whether a process runs. Signal 0 only asks; another user's process may not be asked, but it runs. */
export function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return systemErrorName(error) === 'EPERM';
  }
}
