import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { RandomBytes, Clock } from '../services/ports/clock.ts';
import { systemErrorName } from './files/file-errors.ts';

/** The clock of this computer. */
export const systemClock: Clock = { now: () => new Date() };

/** Random bytes of the operating system. */
export const systemRandom: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Lets signals, timers and messages through between two steps of long work. */
export const systemTurn = (): Promise<void> => setImmediate();

/** Tells whether a process runs. Signal 0 only asks; the system refuses it for another user's running process. */
export function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return systemErrorName(error) === 'EPERM';
  }
}
