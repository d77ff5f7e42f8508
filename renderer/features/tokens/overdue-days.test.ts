import { describe, expect, it } from 'vitest';
import { DEFAULT_PIN_POLICY } from '../../../electron/shared/model/pin-rules.ts';
import { overdueDays } from './overdue-days.ts';

const NOW = Date.parse('2026-11-22T03:00:00Z');
const life = {
  policy: DEFAULT_PIN_POLICY,
  changedAt: { A: '2026-05-26T03:00:00Z', B: '2026-05-27T03:00:00Z' },
  byApplication: {},
};

describe('overdueDays', () => {
  it('reminds from the day that the policy names', () => {
    expect(overdueDays(life, 'A', NOW)).toBe(180);
    expect(overdueDays(life, 'B', NOW)).toBeNull();
  });

  it('reminds of nothing that is not known or not wanted', () => {
    const relaxed = { ...life, policy: { ...DEFAULT_PIN_POLICY, changeAfterDays: null } };
    expect([
      overdueDays(life, 'C', NOW),
      overdueDays(null, 'A', NOW),
      overdueDays(relaxed, 'A', NOW),
    ]).toEqual([null, null, null]);
  });
});
