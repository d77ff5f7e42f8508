import { describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../../electron/core/policy/policies.ts';
import { messages } from '../../lib/i18n/use-texts.ts';
import { demandLines } from './policy-demands.ts';

describe('demandLines', () => {
  it.each(SHIPPED_PROFILES)(
    'The requirements of $id are all listed, none empty, in both languages',
    (profile) => {
      const stated = Object.entries(profile.rules).filter(([, rule]) => rule !== null);
      for (const texts of [messages['zh-CN'].policy, messages.en.policy]) {
        const lines = demandLines(profile, texts.demands);
        expect(lines.map(({ name }) => name).sort()).toEqual(stated.map(([name]) => name).sort());
        expect(lines.filter(({ text }) => text === '')).toEqual([]);
      }
    },
  );

  it('The lines read as sentences of the rules', () => {
    const suqian = SHIPPED_PROFILES.find(({ id }) => id === 'suqian');
    if (suqian === undefined) throw new Error('宿迁 ships');
    const lines = demandLines(suqian, messages['zh-CN'].policy.demands);
    const textOf = (name: string) => lines.find((line) => line.name === name)?.text;
    expect([textOf('validity'), textOf('renewal'), textOf('pin')]).toEqual([
      '与实物印章一致；绑定证书的，与证书有效期一致',
      '到期后也可以续期',
      '自行修改；定期修改；重置须申请并提交身份材料',
    ]);
  });
});
