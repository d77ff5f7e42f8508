import { describe, expect, it } from 'vitest';
import { KAIFENG } from '../../core/policy/profiles/kaifeng.ts';
import { NATIONAL } from '../../core/policy/profiles/national.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { boundPolicy, isStatementDue } from './policy-in-force.ts';

describe('the rules of a platform whose regulation may have lapsed', () => {
  const binding = { profile: 'kaifeng', policyFile: null };
  const limits = { ...KAIFENG.limits, sealingHours: 12 };
  const rulesAt = (day: string, stated: Partial<PolicyProfile>) => {
    const found = boundPolicy(binding, { ...KAIFENG, limits, ...stated }, new Date(`${day}T04:00:00Z`));
    return [found?.profile.id, found?.lapsed?.id ?? null, found?.profile.limits.sealingHours];
  };

  it.each([
    ['stay its own while its statement does not end them', '2026-11-29', {}, ['kaifeng', null, 12]],
    ['stay its own on their last day', '2026-11-29', { effectiveTo: '2026-11-29' }, ['kaifeng', null, 12]],
    [
      'are the national measure after it',
      '2026-11-30',
      { effectiveTo: '2026-11-29' },
      ['national', 'kaifeng', 12],
    ],
    [
      'are the national measure where it says so',
      '2026-11-29',
      { supersededBy: 'national' },
      ['national', 'kaifeng', 12],
    ],
    [
      'stay its own before there was a national measure',
      '2025-10-08',
      { effectiveTo: '2025-01-01' },
      ['kaifeng', null, 12],
    ],
  ])('%s', (_what, day, stated, expected) => {
    expect(rulesAt(day, stated)).toEqual(expected);
  });

  it('are never replaced by the program alone', () => {
    const shipped = boundPolicy(binding, null, new Date('2027-01-01T00:00:00Z'));
    expect([shipped?.profile.id, shipped?.lapsed]).toEqual(['kaifeng', null]);
    expect(NATIONAL.supersedes).toEqual([]);
  });
});

describe('the signed statement of the rules', () => {
  const binding = { platform: 'gd', boundAt: '2026-11-22T04:00:00.000Z' };
  const list = (name: string, confirmedAt: string, platform = 'gd') => ({
    ...{ platform, list: name, number: 1, etag: null, sm3: null, confirmedAt },
    ...{ issuedAt: '2026-11-20T00:00:00.000Z', nextUpdate: '2026-11-27T00:00:00.000Z' },
  });
  const [before, after] = ['2026-11-22T03:59:59.000Z', '2026-11-22T04:00:01.000Z'];

  it.each([
    ['before the first synchronisation', [], false],
    ['after the lists that an earlier version has left', [list('seal-status', before)], false],
    ['after a synchronisation with another platform', [list('seal-status', after, 'gx')], false],
    ['before a synchronisation has come to it', [list('crl/issuing', after)], false],
    ['after a synchronisation since the binding', [list('seal-status', after)], true],
    ['once one was accepted', [list('platform-policy', before)], true],
  ])('is due %s: %j', (_when, lists, isDue) => {
    expect(isStatementDue(binding, lists)).toBe(isDue);
  });
});
