import type { ErrorCode } from '../../shared/errors.ts';
import { AWAITED } from '../../shared/model/token.ts';
import { failure, type Result } from '../../shared/result.ts';

/** How long one look of the app waits for a module; most answer within some milliseconds. */
export const LOOK_PATIENCE_MS = 500;

/** A module that ended its host is left alone for twice as long each time, up to a minute. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

const ENDED_ITS_HOST: readonly ErrorCode[] = ['TOKEN_HOST_CRASHED', 'TOKEN_TIMEOUT'];

/** One look at a module. */
export type Look<T> = () => Promise<Result<T>>;

/**
 * Looks at one module again and again without letting it hold up the others: a module that is slow, or busy with
 * a signature, shows what it last told until it answers, and is asked nothing more meanwhile.
 * @param ask asks the module; its own deadline applies
 * @param patienceMs how long a look waits for the answer; null to wait for it however long it takes
 * @returns the look. While there is nothing that the module told before, it is {@link AWAITED}
 */
export function moduleLook<T>(ask: () => Promise<Result<T>>, patienceMs: number | null): Look<T> {
  let last: Result<T> = failure(AWAITED);
  let looking: Promise<Result<T>> | null = null;
  let endsInARow = 0;
  let restsUntil = 0;

  const note = (outcome: Result<T>): Result<T> => {
    last = outcome;
    looking = null;
    endsInARow = endedItsHost(outcome) ? endsInARow + 1 : 0;
    restsUntil = endsInARow === 0 ? 0 : performance.now() + restMs(endsInARow);
    return outcome;
  };

  // A driver that has worked until now is asked once more in silence: its host may have ended between two looks.
  const askAgain = (outcome: Result<T>): Result<T> | Promise<Result<T>> =>
    last.ok && !outcome.ok && outcome.error.code === 'TOKEN_HOST_CRASHED' ? ask() : outcome;

  const begin = (): Promise<Result<T>> => {
    const answer = ask().then(askAgain).then(note);
    if (patienceMs === null) return answer;
    return Promise.race([answer, after(patienceMs, answer, () => last)]);
  };

  return () => {
    if (looking === null && performance.now() < restsUntil) return Promise.resolve(last);
    looking ??= begin();
    return looking;
  };
}

function endedItsHost(outcome: Result<unknown>): boolean {
  return !outcome.ok && ENDED_ITS_HOST.includes(outcome.error.code);
}

function restMs(endsInARow: number): number {
  return Math.min(FIRST_REST_MS * 2 ** (endsInARow - 1), LONGEST_REST_MS);
}

/** The value some time later; the timer ends with what is waited for. */
function after<T>(durationMs: number, waited: Promise<unknown>, value: () => T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(value()), durationMs);
    void waited.then(() => clearTimeout(timer));
  });
}
