import { describe, expect, it } from 'vitest';
import {
  APPLICATION_REASONS,
  type Clauses,
  type PolicyProfile,
  citeClauses,
} from '../../shared/model/policy-profile.ts';
import { policyAt, policyStanding, SHIPPED_PROFILES } from './policies.ts';
import { policySchema } from './policy-schema.ts';

const byId = (id: string): PolicyProfile => {
  const found = SHIPPED_PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/**
 * The rows of the regulations' README.md, and the marked ones of national-2025.md: the clauses of each profile; '' where
 * nobody names the article.
 */
const CLAUSES: Readonly<Record<keyof PolicyProfile['rules'], readonly (string | null)[]>> = {
  sealKinds: ['第三条 第十条', '第四条', '第4条', '第二条', '第二条 第十二条', '第三条'],
  dataFormat: ['第十三条', '第十四条', '第8条', '第二十四条', '第十条', '第二条'],
  picture: ['第十四条', '第十四条', '第9条 第10条', '第十七条', '第八条', null],
  storage: ['第十六条', '第十六条', '第11条', null, null, null],
  validity: ['第十七条 第二十三条', '第十七条', '第12条', '第十八条', null, null],
  renewal: ['第十七条 第二十一条 第二十三条', '第十七条', '第12条', '第十八条', null, null],
  pin: ['第十九条', '第二十一条', null, '第二十条', null, null],
  idle: [null, null, '第12条', null, null, null],
  replacement: ['第二十条', '第二十二条', '第12条 第17条', '第二十一条 第二十二条', '第十七条', ''],
  cancellation: ['第二十二条', '第二十三条', '第16条 第18条', '第二十二条', '第十八条', '第十八条'],
  suspension: [null, '第十四条 第十七条 第二十三条', null, '第二十二条', null, null],
  lossReport: ['第二十条', null, '第16条 第18条', '第二十二条', null, null],
  afterEnd: [null, '第十七条', '第16条', '第二十二条', null, '第十八条'],
  approval: [null, '第十九条', '第14条', '第十九条', '第十五条', null],
  fourEyes: [null, null, null, null, null, null],
  register: [null, null, null, '第十九条', null, ''],
  keeper: ['第十九条', '第十九条', '第16条', '第十九条 第二十条', '第十六条', '第二十一条'],
  delegation: [null, '第十二条', null, null, null, null],
  papers: [
    '第十一条 第十九条 第二十五条',
    '第十二条 第二十一条 第二十三条',
    '第6条 第18条',
    '第十五条 第二十五条',
    '第十九条',
    null,
  ],
  enterpriseData: [null, null, null, '第二十五条', null, null],
  copies: ['第五条', null, '第3条', '第四条', '第五条', null],
  archive: [null, '第六条', '第15条', null, null, ''],
  archiveStamp: [null, null, null, null, null, null],
  disputes: ['第三十二条', '第二十八条', null, null, null, null],
  records: [
    '第二十四条 第二十九条',
    '第十八条 第二十四条',
    '第20条',
    null,
    '第十一条 第二十二条',
    '第十七条',
  ],
  connectedSystems: [null, '第二十五条', '第21条', '第十条 第十二条 第二十六条', '第二十六条', '第二十七条'],
  conditions: ['第四条', '第三条', '第3条', null, null, '第五条'],
  stateSecrets: ['第三十一条', null, '第22条', null, '第二十四条', ''],
};

describe('the shipped profiles', () => {
  it.each(SHIPPED_PROFILES)('fit the schema, also as JSON: $id', (profile) => {
    expect(policySchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  });

  it.each(Object.entries(CLAUSES))('name the clauses of %s', (rule, clauses) => {
    const found = SHIPPED_PROFILES.map(
      ({ rules }) => rules[rule as keyof PolicyProfile['rules']]?.clauses.join(' ') ?? null,
    );
    expect(found).toEqual(clauses);
  });

  it('state the differences between the jurisdictions', () => {
    const facts = SHIPPED_PROFILES.map(({ id, status, effectiveFrom, effectiveTo, rules }) => ({
      id,
      status,
      from: effectiveFrom,
      to: effectiveTo,
      pin: rules.pin?.change ?? null,
      idle: rules.idle?.months ?? null,
      renewal: rules.renewal === null ? null : [rules.renewal.daysBefore, rules.renewal.daysAfter],
      former: rules.replacement?.former ?? null,
      approval: rules.approval?.demand ?? null,
      sealInDevice: rules.storage?.sealInDevice ?? null,
    }));
    expect(facts).toEqual([
      {
        id: 'zhongshan',
        status: 'draft',
        from: null,
        to: null,
        pin: 'free',
        idle: null,
        renewal: [30, 0],
        former: 'voidAtOnce',
        approval: null,
        sealInDevice: false,
      },
      {
        id: 'suqian',
        status: 'inForce',
        from: '2024-12-01',
        to: '2029-11-30',
        pin: 'free',
        idle: null,
        renewal: [null, null],
        former: 'cancelled',
        approval: 'mayBeAsForPhysicalSeal',
        sealInDevice: true,
      },
      {
        id: 'guangdong',
        status: 'draft',
        from: null,
        to: null,
        pin: null,
        idle: 12,
        renewal: [30, 0],
        former: 'cancelled',
        approval: 'always',
        sealInDevice: true,
      },
      {
        id: 'guangxi',
        status: 'trial',
        from: '2022-06-01',
        to: null,
        pin: 'byApplication',
        idle: null,
        renewal: [30, 0],
        former: 'voidWhenReplaced',
        approval: 'always',
        sealInDevice: null,
      },
      {
        id: 'kaifeng',
        status: 'inForce',
        from: '2022-12-13',
        to: null,
        pin: null,
        idle: null,
        renewal: null,
        former: null,
        approval: 'asForPhysicalSeal',
        sealInDevice: null,
      },
      {
        id: 'national',
        status: 'inForce',
        from: '2025-10-09',
        to: null,
        pin: null,
        idle: null,
        renewal: null,
        former: null,
        approval: null,
        sealInDevice: null,
      },
    ]);
  });
});

/** The articles of 国办发〔2025〕33号 that a source at hand names. */
const NAMED = ['二', '三', '五', '十二', '十七', '十八', '二十一', '二十七'].map((number) => `第${number}条`);

describe('the national measure', () => {
  const national = byId('national');

  it('says that its text was not at hand, shows both dates, and names no article that no source names', () => {
    expect(national).toMatchObject({
      source: 'secondary',
      issuedOn: '2025-09-27',
      effectiveFrom: '2025-10-09',
    });
    const rules: Readonly<Record<string, Clauses | null>> = { ...national.rules };
    const cited = Object.values(rules).flatMap((rule) => rule?.clauses ?? []);
    expect(cited.filter((clause) => !NAMED.includes(clause))).toEqual([]);
  });

  it('is cited as known from summaries, in both languages', () => {
    const rule = { clauses: ['第十八条'] };
    expect([citeClauses(national, rule), citeClauses(national, rule, 'en')]).toEqual([
      '《电子印章管理办法》第十八条（据公开解读，未见全文；2025-09-27 印发，2025-10-09 公布）',
      '《电子印章管理办法》第十八条 (by published summaries; dated 2025-09-27, published 2025-10-09)',
    ]);
  });

  it('takes the place of no regional regulation by itself', () => {
    for (const { id } of SHIPPED_PROFILES) {
      expect(policyAt(SHIPPED_PROFILES, id, new Date('2027-01-01T00:00:00Z'))?.id).toBe(id);
    }
  });

  it('makes 开封 possibly lapsed, which is said wherever it is cited and nowhere else', () => {
    const rule = { clauses: ['第十七条'] };
    expect([citeClauses(byId('kaifeng'), rule), citeClauses(byId('kaifeng'), rule, 'en')]).toEqual([
      '《开封市市场主体电子印章推广使用暂行办法》第十七条（可能已失效：国办发〔2025〕33号，2025-10-09）',
      '《开封市市场主体电子印章推广使用暂行办法》第十七条 (possibly lapsed: 国办发〔2025〕33号, 2025-10-09)',
    ]);
    expect(SHIPPED_PROFILES.filter(({ possiblyLapsed }) => possiblyLapsed !== null)).toEqual([
      byId('kaifeng'),
    ]);
  });
});

describe('the reasons of applications', () => {
  const REASONS: Readonly<Record<string, readonly [replacement: string, cancellation: string]>> = {
    zhongshan: [
      'typeChange nameChange representativeChange keyLeak damage theft loss unusable',
      'dissolved movedAway physicalSealRetired noLongerUsed',
    ],
    suqian: [
      'nameChange representativeChange damage physicalSealChanged other',
      'dissolved merged renamed licenceRevoked other',
    ],
    guangdong: [
      'unitChange nameChange representativeChange personalNameChange damage physicalSealChanged longUnused other',
      'merged dissolved physicalSealRetired noLongerUsed keyLeak damage theft loss outOfControl other',
    ],
    guangxi: ['dataChange lapsed outOfControl other', 'dissolved lapsed outOfControl other'],
    kaifeng: [
      'typeChange nameChange representativeChange keyLeak unusable',
      'dissolved merged physicalSealVoid noLongerUsed',
    ],
    national: [
      'validityOver carrierDamaged carrierLost creationDataLeaked other',
      'renamed dissolved withdrawn licenceRevoked bankrupt divided merged noLongerUsed',
    ],
  };

  it.each(SHIPPED_PROFILES)('are those of the text, and 等 stays open: $id', ({ id, rules }) => {
    expect([rules.replacement?.reasons.join(' '), rules.cancellation?.reasons.join(' ')]).toEqual(
      REASONS[id],
    );
  });

  it('belong to a regulation each', () => {
    const listed: readonly string[] = SHIPPED_PROFILES.flatMap(({ rules }) => [
      ...(rules.replacement?.reasons ?? []),
      ...(rules.cancellation?.reasons ?? []),
    ]);
    expect(APPLICATION_REASONS.filter((reason) => !listed.includes(reason))).toEqual(['validityEnds']);
  });
});

describe('a profile file', () => {
  it('names the articles of a text at hand, and may leave out those of a text that was not', () => {
    const file = (source: string) => ({ ...byId('national'), source });
    expect(policySchema.safeParse(file('secondary')).success).toBe(true);
    expect(policySchema.safeParse(file('text')).error?.issues.map(({ path }) => path.join('.'))).toEqual([
      ...['replacement', 'register', 'archive', 'stateSecrets'].map((name) => `rules.${name}.clauses`),
    ]);
  });
});

describe('citeClauses', () => {
  it('names title and article', () => {
    expect(citeClauses(byId('guangxi'), { clauses: ['第二十条'] })).toBe(
      '《广西壮族自治区企业电子印章管理办法（试行）》第二十条',
    );
  });

  it.each(SHIPPED_PROFILES.filter(({ status }) => status === 'draft'))(
    'never presents the draft $id as law',
    (profile) => {
      const rules: Readonly<Record<string, Clauses | null>> = { ...profile.rules };
      for (const rule of Object.values(rules)) {
        if (rule === null) continue;
        expect(citeClauses(profile, rule)).toMatch(/（(草案|征求意见稿)）.*尚未施行/u);
        expect(citeClauses(profile, rule, 'en')).toContain('draft, not in force');
      }
    },
  );
});

describe('the effective dates of profiles', () => {
  const suqian = byId('suqian');

  it.each([
    ['2024-11-30T15:59:59Z', 'notYet'],
    ['2024-11-30T16:00:00Z', 'inEffect'],
    ['2029-11-30T15:59:59Z', 'inEffect'],
    ['2029-11-30T16:00:00Z', 'ended'],
  ])('make 宿迁 at %s %s, by the days of China', (at, standing) => {
    expect(policyStanding(suqian, new Date(at))).toBe(standing);
  });

  it('let a later profile replace a former one on its day', () => {
    const national: PolicyProfile = {
      ...suqian,
      id: 'national',
      effectiveFrom: '2027-01-01',
      effectiveTo: null,
      supersedes: ['suqian'],
    };
    const profiles = [...SHIPPED_PROFILES, national];
    const idAt = (day: string) => policyAt(profiles, 'suqian', new Date(`${day}T04:00:00Z`))?.id;
    expect([idAt('2026-12-31'), idAt('2027-01-01'), idAt('2031-01-01')]).toEqual([
      'suqian',
      'national',
      'national',
    ]);
  });

  it('never let a draft replace a profile, nor run in a circle', () => {
    const draft: PolicyProfile = { ...byId('guangdong'), id: 'draft', supersedes: ['suqian'] };
    const one: PolicyProfile = { ...suqian, id: 'one', supersededBy: 'other' };
    const other: PolicyProfile = { ...suqian, id: 'other', supersededBy: 'one' };
    const at = new Date('2026-01-01T00:00:00Z');
    expect(policyAt([suqian, draft], 'suqian', at)?.id).toBe('suqian');
    expect(policyAt([one, other], 'one', at)?.id).toBe('one');
    expect(policyAt(SHIPPED_PROFILES, 'nowhere', at)).toBeNull();
  });
});
