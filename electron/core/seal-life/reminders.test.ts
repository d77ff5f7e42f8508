import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUANGDONG } from '../policy/profiles/guangdong.ts';
import { GUANGXI } from '../policy/profiles/guangxi.ts';
import { KAIFENG } from '../policy/profiles/kaifeng.ts';
import { SUQIAN } from '../policy/profiles/suqian.ts';
import { addMonths, daysUntil, idleFrom, reminderDue, renewalWindow } from './reminders.ts';
import { listAge, olderOf } from './seal-standing.ts';

const at = (time: string): Date => new Date(`${time}Z`);
const END = at('2027-03-01T00:00:00');

describe('reminders', () => {
  it.each([
    ['2026-11-30T00:00:00', null],
    ['2026-12-01T00:00:00', 90],
    ['2027-01-29T23:59:59', 90],
    ['2027-01-30T00:00:00', 30],
    ['2027-02-22T00:00:00', 7],
    ['2027-02-28T23:59:59', 7],
    ['2027-03-01T00:00:00', null],
    ['2027-06-01T00:00:00', null],
  ])('at %s are due at %s days', (now, due) => {
    expect(reminderDue(END, at(now))).toBe(due);
  });

  it('come in order as the end draws near', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 199 }), (days, later) => {
        const due = (left: number) =>
          reminderDue(END, new Date(END.getTime() - left * 86_400_000)) ?? Number.POSITIVE_INFINITY;
        fc.pre(later > 0 && later < days);
        expect(due(later)).toBeLessThanOrEqual(due(days));
      }),
    );
  });
});

describe('the renewal window', () => {
  it.each([
    ['2027-01-29T23:59:59', 'notYet'],
    ['2027-01-30T00:00:00', 'open'],
    ['2027-03-01T00:00:00', 'open'],
    ['2027-03-01T00:00:01', 'closed'],
  ])('of 广西 第十八条 at %s is %s', (now, state) => {
    expect(renewalWindow(GUANGXI, END, at(now))).toEqual({
      state,
      by: 'holder',
      opensAt: '2027-01-30T00:00:00.000Z',
      closesAt: '2027-03-01T00:00:00.000Z',
    });
  });

  it('of 宿迁 stays open after expiry, and 开封 states none', () => {
    const open = { state: 'open', by: 'holder', opensAt: null, closesAt: null };
    expect(renewalWindow(SUQIAN, END, at('2030-01-01T00:00:00'))).toEqual(open);
    expect(renewalWindow(KAIFENG, END, at('2027-02-01T00:00:00'))).toBeNull();
  });
});

describe('idleness under 广东 第12条', () => {
  const facts = {
    lastUse: null,
    registerBegan: null,
    validFrom: at('2025-01-01T00:00:00'),
    restoredAt: null,
  };

  it.each([
    ['counts from the last use', { lastUse: at('2025-10-31T08:00:00') }, '2026-10-31T08:00:00.000Z'],
    [
      'from the beginning of the register',
      { registerBegan: at('2025-06-01T00:00:00') },
      '2026-06-01T00:00:00.000Z',
    ],
    [
      'from issue, where the register is older',
      { registerBegan: at('2024-06-01T00:00:00') },
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'from a restoration by the platform',
      { lastUse: at('2025-10-31T08:00:00'), restoredAt: at('2026-11-01T00:00:00') },
      '2027-11-01T00:00:00.000Z',
    ],
    ['and never from nothing', {}, undefined],
  ])('%s', (_name, changed, expected) => {
    expect(idleFrom(GUANGDONG, { ...facts, ...changed })?.toISOString()).toBe(expected);
  });

  it('is unknown in other profiles', () => {
    expect(idleFrom(GUANGXI, { ...facts, lastUse: at('2001-01-01T00:00:00') })).toBeNull();
  });
});

describe('the arithmetic of dates', () => {
  it('ends a month on its last day', () => {
    expect(addMonths(at('2024-02-29T00:00:00'), 12).toISOString()).toBe('2025-02-28T00:00:00.000Z');
    expect(addMonths(at('2026-01-31T00:00:00'), 1).toISOString()).toBe('2026-02-28T00:00:00.000Z');
  });

  it('counts a begun day as a whole one', () => {
    expect([1, 86_400_000, 86_400_001, -5].map((ms) => daysUntil(new Date(ms), new Date(0)))).toEqual([
      1, 1, 2, 0,
    ]);
  });

  it.each([
    ['2027-02-28T00:00:00Z', { hours: 24, stale: false }],
    ['2027-02-27T23:00:00Z', { hours: 25, stale: true }],
    ['2027-03-02T00:00:00Z', { hours: 0, stale: false }],
    ['no time', { stale: true }],
    [null, { hours: null, stale: true }],
  ])('judges a list as of %s', (asOf, expected) => {
    expect(listAge(asOf, 24, END)).toMatchObject(expected);
  });

  it('gives a missing list no age', () => {
    expect(olderOf(null, '2026-01-01T00:00:00Z')).toBeNull();
    expect(olderOf('2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
  });
});
