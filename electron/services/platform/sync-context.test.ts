import { describe, expect, it } from 'vitest';
import { pauseBeforeSync } from './sync-context.ts';

describe('The pause before a synchronisation', () => {
  it.each([
    [0, 0, 0, 900_000],
    [0, 0, 1, 1_125_000],
    [1, 0, 0, 30_000],
    [2, 0, 0, 60_000],
    [4, 0, 1, 300_000],
    [60, 0, 0, 900_000],
    [1, 120_000, 0, 120_000],
    [1, 9_999_999_000, 0, 86_400_000],
  ])(
    'after %d failures, with a wish of %d ms and jitter %d is %d ms',
    (failures, wanted, random, expected) => {
      expect(pauseBeforeSync(failures, wanted, random)).toBe(expected);
    },
  );
});
