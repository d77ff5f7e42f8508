import { systemErrorName } from './files/file-errors.ts';

/** Whether a process runs. Signal 0 only asks; another user's process may not be asked, but it runs. */
export function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return systemErrorName(error) === 'EPERM';
  }
}
