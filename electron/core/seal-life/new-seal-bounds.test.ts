import { describe, expect, it } from 'vitest';
import { GUANGDONG } from '../policy/profiles/guangdong.ts';
import { GUANGXI } from '../policy/profiles/guangxi.ts';
import { SUQIAN } from '../policy/profiles/suqian.ts';
import { ZHONGSHAN } from '../policy/profiles/zhongshan.ts';
import { type NewSealTimes, validityRefusal } from './new-seal-bounds.ts';

const NOW = new Date('2026-11-22T01:41:00Z');
const MADE = new Date('2026-11-22T00:00:00Z');
const YEAR = new Date('2027-11-22T00:00:00Z');
const LONGER = new Date('2027-12-20T00:00:00Z');
const times = (changes: Partial<NewSealTimes>): NewSealTimes => ({
  ...{ createdAt: MADE, validTo: YEAR, certificateFrom: MADE, certificateTo: YEAR },
  ...changes,
});

describe('A new seal', () => {
  it('of one year from its issue is taken over', () => {
    expect([ZHONGSHAN, GUANGXI].map((profile) => validityRefusal(profile, times({}), NOW))).toEqual([
      null,
      null,
    ]);
  });

  it.each([
    ['中山', ZHONGSHAN, '第十七条'],
    ['广西', GUANGXI, '第十八条'],
  ])('that is valid for longer than a year is refused in %s, with the clause', (_, profile, clause) => {
    expect(validityRefusal(profile, times({ validTo: LONGER }), NOW)).toMatchObject({
      code: 'LIFE_NEW_SEAL_TOO_LONG',
      details: {
        clause: expect.stringContaining(clause) as string,
        months: 12,
        validTo: LONGER.toISOString(),
      },
    });
  });

  it('whose certificate is valid for longer than a year is refused', () => {
    const refusal = validityRefusal(ZHONGSHAN, times({ certificateTo: LONGER }), NOW);
    expect(refusal?.code).toBe('LIFE_NEW_SEAL_TOO_LONG');
  });

  it('wins no time by a day of issue that lies ahead', () => {
    const ahead = { createdAt: new Date('2027-11-22T00:00:00Z'), validTo: new Date('2028-11-22T00:00:00Z') };
    expect(validityRefusal(ZHONGSHAN, times(ahead), NOW)?.code).toBe('LIFE_NEW_SEAL_TOO_LONG');
  });

  it('has no bound where the rules name no length, or where there are none', () => {
    const decades = times({ validTo: new Date('2047-01-01T00:00:00Z') });
    expect([GUANGDONG, SUQIAN, null].map((profile) => validityRefusal(profile, decades, NOW))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
