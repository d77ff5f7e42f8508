import { describe, expect, it } from 'vitest';
import { GUANGDONG } from '../policy/profiles/guangdong.ts';
import { SUQIAN } from '../policy/profiles/suqian.ts';
import { ZHONGSHAN } from '../policy/profiles/zhongshan.ts';
import { demandedPapers } from './demanded-papers.ts';

describe('An application', () => {
  it('for a first seal wants papers of the enterprise and of the applicant everywhere', () => {
    expect(demandedPapers(null, 'issue', 'legalRepresentative').kinds).toEqual([
      'businessLicence',
      'identity',
    ]);
    const { kinds, rule } = demandedPapers(SUQIAN, 'issue', 'agent');
    expect(kinds).toEqual(['businessLicence', 'identity', 'authorisation']);
    expect(rule?.clauses).toContain('第十二条');
  });

  it.each([
    ['宿迁', SUQIAN, '第二十二条'],
    ['广东', GUANGDONG, '第17条'],
  ])('for replacement wants the same in %s, by its clause', (_, profile, clause) => {
    const { kinds, rule } = demandedPapers(profile, 'replacement', 'keeper');
    expect(kinds).toEqual(['businessLicence', 'identity']);
    expect(rule?.clauses).toContain(clause);
  });

  it.each([
    ['宿迁', SUQIAN, '第二十三条'],
    ['广东', GUANGDONG, '第18条'],
  ])('for cancellation wants a sealed written application in %s, by its clause', (_, profile, clause) => {
    const { kinds, rule } = demandedPapers(profile, 'cancellation', 'keeper');
    expect(kinds).toEqual(['writtenApplication', 'identity']);
    expect(rule?.clauses).toContain(clause);
  });

  it('wants no papers where the rules name none', () => {
    const kinds = ['renewal', 'replacement', 'cancellation'] as const;
    expect(kinds.map((kind) => demandedPapers(ZHONGSHAN, kind, 'agent').kinds)).toEqual([[], [], []]);
    expect(demandedPapers(SUQIAN, 'renewal', 'agent').kinds).toEqual([]);
  });
});
