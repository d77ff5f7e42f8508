import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportBroken } from './log.ts';

describe('what is written down of broken invariants', () => {
  let written: string[];
  beforeEach(() => {
    vi.useFakeTimers();
    written = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('names the place and the error', () => {
    reportBroken('one place', 'it broke');
    expect(written).toEqual(['sealdesk: one place: it broke\n']);
  });

  it('is cut where the description is long', () => {
    reportBroken('a long place', new Error('x'.repeat(1_000_000)));
    expect(written[0]?.length).toBeLessThan(4_100);
  });

  it('is a few lines of each place a minute', () => {
    for (let count = 0; count < 1_000; count += 1) reportBroken('a noisy place', 'again');
    reportBroken('a quiet place', 'once');
    expect(written).toHaveLength(21);
    expect(written[19]).toContain('not written down');
    vi.advanceTimersByTime(60_000);
    reportBroken('a noisy place', 'later');
    expect(written[21]).toBe('sealdesk: a noisy place: later\n');
  });
});
