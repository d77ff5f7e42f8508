/** What can be taken back and made again: the former states, the latest last, and those that were taken back. */
export interface History<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

export const NO_HISTORY: History<never> = { past: [], future: [] };

const MOST_STEPS = 200;

/** Returns the history after a change. @param before the state before it */
export function recorded<T>({ past }: History<T>, before: T): History<T> {
  return { past: [...past, before].slice(-MOST_STEPS), future: [] };
}

/** A state that comes back, and the history afterwards. */
interface Step<T> {
  readonly state: T;
  readonly history: History<T>;
}

/** Takes the last change back. @returns null if there is none */
export function undone<T>({ past, future }: History<T>, present: T): Step<T> | null {
  const state = past.at(-1);
  if (state === undefined) return null;
  return { state, history: { past: past.slice(0, -1), future: [...future, present] } };
}

/** Makes again what was taken back last. @returns null if there is nothing */
export function redone<T>({ past, future }: History<T>, present: T): Step<T> | null {
  const state = future.at(-1);
  if (state === undefined) return null;
  return { state, history: { past: [...past, present], future: future.slice(0, -1) } };
}
