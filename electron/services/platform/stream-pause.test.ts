import { describe, expect, it } from 'vitest';
import { failuresAfter, pauseBeforeStream } from './stream-pause.ts';

const ended = { error: null, lastedMs: 10, failures: 0 };
const busy = (retryAfterMs: number) =>
  ({ ...ended, error: { code: 'PLATFORM_BUSY', details: { retryAfterMs } } }) as const;

describe('The pause before the next connection to an event stream', () => {
  it.each([
    ['the first that ended at once', ended, 2_000],
    ['the fourth', { ...ended, failures: 3 }, 16_000],
    ['very many', { ...ended, failures: 60 }, 900_000],
    ['one that lasted', { ...ended, lastedMs: 61_000, failures: 9 }, 2_000],
    ['a refusal', { ...ended, error: { code: 'PLATFORM_REFUSED' as const } }, 3_600_000],
    ['a platform that asks for a minute', busy(60_000), 60_000],
    ['a platform that asks for a year', busy(365 * 86_400_000), 86_400_000],
  ])('is long enough after %s', (_, end, pauseMs) => {
    expect([pauseBeforeStream(end, 0), pauseBeforeStream(end, 1)]).toEqual([pauseMs, pauseMs * 1.5]);
  });

  it('begins anew after a connection that lasted', () => {
    expect([failuresAfter({ lastedMs: 60_000, failures: 5 }), failuresAfter(ended)]).toEqual([0, 1]);
  });
});
