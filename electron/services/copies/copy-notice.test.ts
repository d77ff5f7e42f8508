import { describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import type { KnownPlatform } from '../platform/known-platforms.ts';
import { copyNotices, profilesInForce } from './copy-notice.ts';

const facts = {
  kind: 'print',
  sm3: 'ab'.repeat(32),
  pages: 2,
  madeAt: '2026-11-29T02:00:00.000Z',
} as const;

const profile = (id: string) => SHIPPED_PROFILES.filter((each) => each.id === id);

describe('the notice on a copy', () => {
  it('cites the article of the rules, and leaves the value in court to the law', () => {
    expect(copyNotices(profile('guangxi'), facts, 'zh-CN')).toEqual([
      [
        '依《广西壮族自治区企业电子印章管理办法（试行）》第四条，本页视同复印件；诉讼中的证据效力依法律和司法解释认定。',
        `原文件 SM3 ${facts.sm3} · 第 1 页，共 2 页 · 2026-11-29 10:00:00（北京时间） 打印`,
      ],
      [expect.any(String), expect.stringContaining('第 2 页，共 2 页')],
    ]);
  });

  it('in English stands above the Chinese original', () => {
    const [lines] = copyNotices(profile('guangxi'), facts, 'en');
    expect(lines?.[0]).toMatch(/^Counts as a photocopy under 《广西.*第四条; /);
    expect(lines?.[1]).toMatch(/^依《广西/);
    expect(lines?.[2]).toMatch(/page 1 of 2/);
  });

  it('says of a draft that it is not in force', () => {
    const [lines] = copyNotices(profile('zhongshan'), facts, 'zh-CN');
    expect(lines?.[0]).toMatch(/（草案）第五条，尚未施行/);
  });

  it.each(['suqian', 'national'])('cites nothing where the rules of %s say nothing of copies', (id) => {
    const [lines] = copyNotices(profile(id), facts, 'zh-CN');
    expect(lines?.[0]).toMatch(/^本页由电子文件转换而成[^《]*诉讼中的证据效力依法律和司法解释认定。$/);
  });

  it.each(SHIPPED_PROFILES.map(({ id }) => id))(
    'never says under %s that a copy counts for nothing',
    (id) => {
      const said = (['zh-CN', 'en'] as const).flatMap((language) =>
        copyNotices(profile(id), facts, language),
      );
      expect(said.flat().join('\n')).not.toMatch(/无法律效力|不具备同等法律效力|no legal effect/);
    },
  );
});

describe('profilesInForce', () => {
  it('takes the rules of bound platforms alone, each once', () => {
    const [rules] = profile('guangxi');
    const platform = (standing: KnownPlatform['standing']): KnownPlatform => ({
      settings: { id: standing, name: '', url: '', profile: 'guangxi', root: '' },
      standing,
      policy: rules === undefined ? null : { profile: rules, source: 'shipped', lapsed: null },
    });
    const ids = (...standings: readonly KnownPlatform['standing'][]): readonly string[] =>
      profilesInForce({ platforms: standings.map(platform) }).map(({ id }) => id);
    expect(ids('bound', 'bound', 'toBind')).toEqual(['guangxi']);
    expect(ids('toBind', 'former', 'lost')).toEqual([]);
  });
});
