import type { AppError } from '../../shared/errors.ts';

const SECOND_MS = 1_000;
const FIRST_PAUSE_MS = 2 * SECOND_MS;
const LONGEST_PAUSE_MS = 15 * 60 * SECOND_MS;
/** A platform that refuses the stream is not asked again before this. */
const REFUSED_PAUSE_MS = 60 * 60 * SECOND_MS;
const LONGEST_WANTED_MS = 24 * 60 * 60 * SECOND_MS;
/** A connection that has lasted this long was a good one. */
const GOOD_MS = 60 * SECOND_MS;

/** How a connection to an event stream ended. */
export interface StreamEnd {
  /** Null when the platform ended the stream. */
  readonly error: AppError | null;
  readonly lastedMs: number;
  /** Connections in a row that did not last. */
  readonly failures: number;
}

/** Returns the number of connections in a row that did not last, this one included. */
export const failuresAfter = ({ lastedMs, failures }: Omit<StreamEnd, 'error'>): number =>
  lastedMs >= GOOD_MS ? 0 : failures + 1;

/**
 * Returns the pause before the next connection to an event stream, in milliseconds: two seconds, doubled with every
 * connection that does not last, up to a quarter of an hour; an hour where the platform refuses it; longer where the
 * platform asks for that. Half of the pause is left to chance, so that a million clients that were cut off at once do
 * not come back at once.
 * @param random from 0 to 1
 */
export function pauseBeforeStream(end: StreamEnd, random: number): number {
  const { error } = end;
  const failures = failuresAfter(end);
  const grown = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(failures - 1, 0), LONGEST_PAUSE_MS);
  const isRefused = error?.code === 'PLATFORM_REFUSED' || error?.code === 'PLATFORM_NOT_OFFERED';
  const wanted = error?.details?.['retryAfterMs'];
  const least = Math.min(typeof wanted === 'number' ? wanted : 0, LONGEST_WANTED_MS);
  const pauseMs = Math.max(isRefused ? REFUSED_PAUSE_MS : grown, least);
  return Math.round(pauseMs * (1 + random / 2));
}
