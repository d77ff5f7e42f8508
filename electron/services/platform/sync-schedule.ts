const MINUTE_MS = 60_000;
/** While all is well. */
const REGULAR_MS = 15 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS / 2;
/** A platform may ask for a pause, but not for silence; and a timer cannot wait for more than 24 days. */
const LONGEST_WANTED_MS = 24 * 60 * MINUTE_MS;
/** Of the pause; so much may be added, so that clients do not all come at once. */
const JITTER = 0.25;

/**
 * How long to wait before the next synchronisation: a quarter of an hour while all is well, after failures half a
 * minute, doubled with each, and never longer than while all is well. A platform that wishes for more is left alone
 * for a day at most.
 * @param failures attempts since the last that brought everything
 * @param wantedMs how long the platform asked to be left alone; 0 where it did not
 * @param random from 0 to 1
 */
export function pauseBeforeSync(failures: number, wantedMs: number, random: number): number {
  const pauseMs = failures === 0 ? REGULAR_MS : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), REGULAR_MS);
  return Math.round(Math.max(pauseMs, Math.min(wantedMs, LONGEST_WANTED_MS)) * (1 + JITTER * random));
}
