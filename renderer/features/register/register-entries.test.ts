import { describe, expect, it } from 'vitest';
import { GUANGXI } from '../../../electron/core/policy/profiles/guangxi.ts';
import { SUQIAN } from '../../../electron/core/policy/profiles/suqian.ts';
import type { PolicyProfile, PolicyView } from '../../../electron/shared/model/policy-profile.ts';
import { registerTerm } from './register-entries.ts';

const view = (...profiles: readonly (PolicyProfile | null)[]): PolicyView => ({
  platforms: profiles.map((profile, index) => ({
    platformId: `p${index}`,
    platformName: '',
    profileId: '',
    policy: profile && { profile, standing: 'inEffect' },
    source: 'shipped',
    lapsed: null,
  })),
  profiles: [],
  problems: [],
});

describe('registerTerm', () => {
  it.each([
    ['that of the one platform', view(GUANGXI), '用章登记'],
    ['that of all platforms if they agree', view(GUANGXI, GUANGXI, null), '用章登记'],
    ['the usual one if they differ', view(GUANGXI, SUQIAN), null],
    ['the usual one without a platform', view(), null],
    ['the usual one before main has answered', null, null],
  ])('The word is %s', (_name, known, term) => {
    expect(registerTerm(known, 'zh-CN')).toBe(term);
  });

  it('Other languages than Chinese have no word of the rules', () => {
    expect(registerTerm(view(GUANGXI), 'en')).toBeNull();
  });
});
