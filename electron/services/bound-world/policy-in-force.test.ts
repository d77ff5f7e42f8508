import { describe, expect, it } from 'vitest';
import { isStatementDue } from './policy-in-force.ts';

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
