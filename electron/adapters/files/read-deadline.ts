import { CodedError } from '../../shared/errors.ts';

/** How long reading may take without progress, in milliseconds. A network share that is gone never answers. */
export const HALT_MS = 30_000;

/** Pieces of reading that were given up and have not come back. */
let halted = 0;

/** Tells whether a read of this process hangs: then the process does not end by itself. */
export function hasHaltedRead(): boolean {
  return halted > 0;
}

/**
 * Waits for a piece of reading, such as opening a file or listing a folder, and no longer than a halt without progress.
 * Reading cannot be ended: a step that hangs keeps one of the system's threads for files until the system gives up.
 * @param work is told how to report progress
 * @param late takes what comes after all, to release it
 * @throws CodedError FILE_STALLED, and as the work does
 */
export function withoutHalt<T>(
  work: (progressed: () => void) => Promise<T>,
  {
    haltMs = HALT_MS,
    late,
  }: { readonly haltMs?: number | undefined; readonly late?: (value: T) => void } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stalled = new CodedError('FILE_STALLED', 'a read does not come back');
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      halted += 1;
      reject(stalled);
    }, haltMs);
    timer.unref();
    const progressed = (): void => {
      if (isOver) throw stalled;
      timer.refresh();
    };
    work(progressed)
      .then((value) => {
        if (isOver) late?.(value);
        else resolve(value);
      }, reject)
      .finally(() => {
        clearTimeout(timer);
        if (isOver) halted -= 1;
      });
  });
}
