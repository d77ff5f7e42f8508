import type { ErrorCode } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

const TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** A platform that asks for a longer pause is left alone until the next synchronisation. */
const LONGEST_PAUSE_MS = 10_000;
/** What may pass by itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BUSY',
]);

/** Asks again, with growing pauses, where the failure may pass by itself; at most three times in all. */
export async function retrying<T>(
  ask: () => Promise<Result<T>>,
  pause: (ms: number) => Promise<void>,
): Promise<Result<T>> {
  for (let tried = 1; ; tried++) {
    const outcome = await ask();
    if (outcome.ok || tried === TRIES || !PASSING.has(outcome.error.code)) return outcome;
    const wanted = outcome.error.details?.['retryAfterMs'];
    const pauseMs = Math.max(FIRST_PAUSE_MS * 2 ** (tried - 1), typeof wanted === 'number' ? wanted : 0);
    if (pauseMs > LONGEST_PAUSE_MS) return outcome;
    await pause(pauseMs);
  }
}
