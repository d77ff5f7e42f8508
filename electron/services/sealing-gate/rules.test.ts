import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { NOW, enterpriseStatus, knowledge, situation, status, useState } from './fixtures/situation.ts';
import { refusalBy } from './rules.ts';
import type { SealingSituation } from './situation.ts';

const brief = (error: AppError | null) => error && [error.code, error.details?.['clause'] ?? null];
const judged = (profile: string, changed: Partial<SealingSituation>) =>
  brief(refusalBy(situation(profile, changed)));
const withStatus = (profile: string, state: 'suspended' | 'cancelled' | 'replaced' | 'void') =>
  judged(profile, { knowledge: knowledge({ profileId: profile, status: status({ state }) }) });

const DRAFT = '，尚未施行，由平台按此办理';
const ZHONGSHAN = '《中山市企业电子印章应用管理办法》（草案）';
const SUQIAN = '《宿迁市企业电子印章管理办法》';
const GUANGDONG = '《广东省电子印章管理暂行办法》（征求意见稿）';
const GUANGXI = '《广西壮族自治区企业电子印章管理办法（试行）》';
const KAIFENG = '《开封市市场主体电子印章推广使用暂行办法》';

describe('The rules before a seal is used', () => {
  it.each(['zhongshan', 'suqian', 'guangdong', 'guangxi', 'kaifeng'])(
    'let a good seal pass under %s',
    (id) => {
      expect(refusalBy(situation(id))).toBeNull();
    },
  );

  it('let every seal pass when no platform is configured, unless it is reported lost', () => {
    const alone = { knowledge: null, policy: null };
    const lossReport = { reportedAt: '2026-11-21T00:00:00.000Z', number: null };
    expect(judged('suqian', alone)).toBeNull();
    expect(judged('suqian', { ...alone, lossReport })).toEqual(['SEALING_LOSS_REPORTED', null]);
  });

  it.each([
    ['zhongshan', 'suspended', 'SEALING_SUSPENDED', null],
    ['zhongshan', 'cancelled', 'SEALING_CANCELLED', `${ZHONGSHAN}第二十二条${DRAFT}`],
    ['zhongshan', 'replaced', 'SEALING_REPLACED', `${ZHONGSHAN}第二十条${DRAFT}`],
    ['zhongshan', 'void', 'SEALING_VOID', `${ZHONGSHAN}第十七条、第二十三条${DRAFT}`],
    ['suqian', 'suspended', 'SEALING_SUSPENDED', `${SUQIAN}第十四条、第十七条、第二十三条`],
    ['suqian', 'cancelled', 'SEALING_CANCELLED', `${SUQIAN}第二十三条`],
    ['suqian', 'replaced', 'SEALING_REPLACED', `${SUQIAN}第二十二条`],
    ['guangdong', 'suspended', 'SEALING_SUSPENDED', null],
    ['guangxi', 'suspended', 'SEALING_SUSPENDED', `${GUANGXI}第二十二条`],
    ['guangdong', 'void', 'SEALING_VOID', `${GUANGDONG}第16条${DRAFT}`],
    ['guangxi', 'replaced', 'SEALING_REPLACED', `${GUANGXI}第二十一条、第二十二条`],
    ['guangxi', 'void', 'SEALING_VOID', `${GUANGXI}第二十二条`],
    [
      'kaifeng',
      'cancelled',
      'SEALING_CANCELLED',
      `${KAIFENG}第十八条（可能已失效：国办发〔2025〕33号，2025-10-09）`,
    ],
  ] as const)('under %s a seal that is %s is refused by %s, %s', (profile, state, code, clause) => {
    expect(withStatus(profile, state)).toEqual([code, clause]);
  });

  it('refuse a seal that is reported lost at its platform until the platform has decided', () => {
    const claim = { number: 9, receivedAt: '2026-11-21T00:00:00.000Z', lostSince: null, reason: '挂失 GS-1' };
    expect(judged('guangxi', { knowledge: knowledge({ claim }) })).toEqual([
      'SEALING_LOSS_CLAIMED',
      `${GUANGXI}第二十二条`,
    ]);
  });

  it('quote the platform’s words about a state', () => {
    const told = status({ state: 'replaced', reason: '名称变更', replacedBy: 'seal-2' });
    expect(refusalBy(situation('guangxi', { knowledge: knowledge({ status: told }) }))?.details).toEqual({
      clause: `${GUANGXI}第二十一条、第二十二条`,
      clauseEn: `${GUANGXI}第二十一条、第二十二条`,
      profile: 'guangxi',
      since: '2026-11-01T00:00:00.000Z',
      reason: '名称变更',
      replacedBy: 'seal-2',
    });
  });

  it('apply a state at once, even if it is dated later than the clock', () => {
    const later = status({ state: 'cancelled', since: '2026-12-01T00:00:00.000Z' });
    expect(judged('kaifeng', { knowledge: knowledge({ status: later }) })?.[0]).toBe('SEALING_CANCELLED');
  });

  it('refuse a revoked certificate even if the seal is active', () => {
    const certificate = {
      revokedSince: '2026-11-20T00:00:00.000Z',
      unlisted: false,
      enterpriseCode: null,
      notAfter: new Date('2027-03-01'),
    };
    expect(judged('suqian', { certificate })).toEqual(['CERTIFICATE_REVOKED', null]);
  });

  it.each([
    ['suqian', true],
    ['zhongshan', false],
    ['kaifeng', null],
  ])('say under %s whether an expired seal can still be renewed: %s', (profile, renewable) => {
    const seal = { ...situation(profile).seal, validTo: '2026-11-21T00:00:00.000Z' };
    expect(refusalBy(situation(profile, { seal }))).toMatchObject({
      code: 'SEAL_EXPIRED',
      details: { renewable, since: '2026-11-21T00:00:00.000Z' },
    });
  });

  it('refuse an expired certificate of a seal that is still valid', () => {
    const certificate = {
      revokedSince: null,
      unlisted: false,
      enterpriseCode: null,
      notAfter: new Date('2026-11-21T00:00:00.000Z'),
    };
    expect(judged('guangxi', { certificate })).toEqual(['CERTIFICATE_EXPIRED', `${GUANGXI}第十八条`]);
  });

  it('refuse when the rules of the platform are unknown', () => {
    expect(refusalBy(situation('suqian', { policy: null }))).toEqual({
      code: 'SEALING_POLICY_UNKNOWN',
      details: { clause: null, clauseEn: null, platform: '演示平台', profile: 'suqian' },
    });
  });

  it.each([
    ['2026-11-15T04:00:00.000Z', null],
    ['2026-11-15T03:59:59.000Z', 'SEALING_LISTS_STALE'],
    [null, 'SEALING_LISTS_STALE'],
  ])('take lists as of %s for %s at a week', (asOf, code) => {
    for (const list of ['revocationListsAsOf', 'statusAsOf'] as const) {
      const known = knowledge({ profileId: 'kaifeng', [list]: asOf });
      expect(judged('kaifeng', { knowledge: known })?.[0] ?? null).toBe(code);
    }
  });

  it('take the statement of the rules for as old as any list, once there was one', () => {
    const asOf = (policyAsOf: string | null) =>
      judged('kaifeng', { knowledge: knowledge({ profileId: 'kaifeng', policyAsOf }) })?.[0] ?? null;
    expect([asOf(null), asOf('2026-11-15T04:00:00.000Z'), asOf('2026-11-15T03:59:59.000Z')]).toEqual([
      null,
      null,
      'SEALING_LISTS_STALE',
    ]);
  });

  it('refuse a certificate whose authority has no list here, however fresh the other lists are', () => {
    const certificate = { ...situation('kaifeng').certificate, unlisted: true };
    expect(judged('kaifeng', { certificate })?.[0]).toBe('SEALING_LISTS_STALE');
    expect(judged('kaifeng', { certificate, knowledge: null, policy: null })).toBeNull();
  });

  it('report under 广西 that the check of the enterprise is too old', () => {
    const old = knowledge({ profileId: 'guangxi', statusAsOf: '2026-11-01T00:00:00.000Z' });
    expect(judged('guangxi', { knowledge: old })).toEqual([
      'SEALING_ENTERPRISE_UNCHECKED',
      `${GUANGXI}第二十五条`,
    ]);
  });

  it('refuse under 广西 a seal of an enterprise that was not checked for more than a day', () => {
    const day = knowledge({ profileId: 'guangxi', statusAsOf: '2026-11-21T03:59:00.000Z' });
    expect(judged('guangxi', { knowledge: day })?.[0]).toBe('SEALING_ENTERPRISE_UNCHECKED');
    const less = knowledge({ profileId: 'guangxi', statusAsOf: '2026-11-21T04:01:00.000Z' });
    expect(judged('guangxi', { knowledge: less })).toBeNull();
  });

  it('give the platform’s statement on the enterprise an age of its own, however fresh the feed is', () => {
    const answer = { asked: 'PLATFORM_UNREACHABLE', askedAt: NOW, state: null };
    const checked = (checkedAt: string) => ({
      answer,
      knowledge: knowledge({ profileId: 'guangxi', enterprise: enterpriseStatus({ checkedAt }) }),
    });
    expect(judged('guangxi', checked('2026-11-21T03:59:00.000Z'))?.[0]).toBe('SEALING_ENTERPRISE_UNCHECKED');
    expect(judged('guangxi', checked('2026-11-21T04:01:00.000Z'))).toBeNull();
    // On a card nobody is asked: the next use asks.
    expect(judged('guangxi', { ...checked('2026-11-21T03:59:00.000Z'), answer: null })).toBeNull();
  });

  it('refuse a use for which a platform that answers owes its statement on the enterprise', () => {
    const answer = { asked: 'answered', askedAt: NOW, state: useState({}) };
    const known = { knowledge: knowledge({ profileId: 'guangxi', enterprise: enterpriseStatus() }) };
    const asked = (enterprise: string) =>
      judged('guangxi', { ...known, answer: { ...answer, enterprise } })?.[0];
    expect([asked('answered'), asked('LIST_FORGED'), asked('PLATFORM_TIMEOUT')]).toEqual([
      undefined,
      'SEALING_ENTERPRISE_UNCHECKED',
      'SEALING_ENTERPRISE_UNCHECKED',
    ]);
  });

  it.each([
    ['guangxi', { name: '新名称' }, 'dataChange'],
    ['guangxi', { representative: '周海川' }, 'dataChange'],
    ['guangxi', { representative: null }, undefined],
    ['zhongshan', { name: '新名称' }, undefined],
  ] as const)(
    'want the seal replaced under %s when the enterprise is now %j: %s',
    (profile, change, reason) => {
      const known = knowledge({ profileId: profile, enterprise: enterpriseStatus(change) });
      const refusal = refusalBy(situation(profile, { knowledge: known }));
      expect(refusal?.details?.['replacementReason']).toBe(reason);
      if (reason !== undefined) expect(refusal?.code).toBe('SEALING_ENTERPRISE_CHANGED');
    },
  );

  it.each([
    ['guangxi', '91440300MA5EXAMP01', '91440300MA5EXAMP02', 'SEALING_ENTERPRISE_OTHER'],
    ['guangxi', '91440300MA5EXAMP01', '91440300MA5EXAMP01', null],
    ['guangxi', null, '91440300MA5EXAMP02', null],
    ['guangxi', '91440300MA5EXAMP01', null, null],
    ['zhongshan', '91440300MA5EXAMP01', '91440300MA5EXAMP02', null],
  ])(
    'compare codes under %s: registered %s, on the certificate %s: %s',
    (profile, code, certified, expected) => {
      const known = knowledge({ profileId: profile, enterprise: enterpriseStatus({ code }) });
      const { certificate } = situation(profile);
      const changed = { knowledge: known, certificate: { ...certificate, enterpriseCode: certified } };
      expect(judged(profile, changed)?.[0] ?? null).toBe(expected);
    },
  );

  it('refuse a seal whose enterprise the later of both statements calls ended', () => {
    const later = enterpriseStatus({ state: 'revoked', checkedAt: '2026-11-22T03:59:30.000Z' });
    const atUse = useState({ issuedAt: '2026-11-22T03:59:00.000Z' });
    const known = knowledge({ profileId: 'guangxi', atUse, enterprise: later });
    expect(judged('guangxi', { knowledge: known })?.[0]).toBe('SEALING_ENTERPRISE_ENDED');
  });

  it('refuse the seal of an enterprise that the platform has found deregistered', () => {
    const known = knowledge({ profileId: 'guangxi', atUse: useState({ enterprise: 'cancelled' }) });
    expect(judged('guangxi', { knowledge: known })).toEqual([
      'SEALING_ENTERPRISE_ENDED',
      `${GUANGXI}第二十二条`,
    ]);
  });

  it.each([
    ['2026-11-22T04:05:00.000Z', null],
    ['2026-11-22T03:55:00.000Z', null],
    ['2026-11-22T04:05:01.000Z', 'SEALING_CLOCK_WRONG'],
    ['2026-11-22T03:54:59.000Z', 'SEALING_CLOCK_WRONG'],
  ])('compare the clock with a platform that answers at %s: %s', (issuedAt, code) => {
    const answer = { asked: 'answered', askedAt: NOW, state: useState({ issuedAt }) };
    expect(judged('suqian', { answer })?.[0] ?? null).toBe(code);
  });

  it('believe a platform that has just confirmed the clock rather than a later entry of the register', () => {
    const answer = { asked: 'answered', askedAt: NOW, state: useState({}) };
    const latestUse = '2026-11-22T09:00:00.000Z';
    expect(judged('suqian', { latestUse })?.[0]).toBe('SEALING_CLOCK_SET_BACK');
    expect(judged('suqian', { latestUse, answer })).toBeNull();
  });

  it.each([
    ['2026-11-22T04:05:00.000Z', null, null],
    ['2026-11-22T04:05:01.000Z', null, 'SEALING_CLOCK_SET_BACK'],
    ['2026-11-22T03:00:00.000Z', '2026-11-22T05:00:00.000Z', 'SEALING_CLOCK_SET_BACK'],
    ['2026-11-22T03:00:00.000Z', '2026-11-22T03:30:00.000Z', null],
  ])('compare the clock with the platform at %s and a use at %s: %s', (platformTime, latestUse, code) => {
    const known = knowledge({ lastSync: { platformTime, registerSize: 3 } });
    expect(judged('suqian', { knowledge: known, latestUse })?.[0] ?? null).toBe(code);
  });

  it.each([
    ['2026-11-22T04:00:00.001Z', null],
    ['2026-11-22T04:00:00.000Z', ['SEALING_IDLE', `${GUANGDONG}第12条${DRAFT}`]],
  ])('count a seal as idle from %s: %j', (from, expected) => {
    expect(judged('guangdong', { idleFrom: new Date(from) })).toEqual(expected);
  });

  it('name an unconfirmed picture last, by the articles of 广东 alone', () => {
    const unconfirmed = { pictureConfirmed: false };
    expect(judged('guangdong', unconfirmed)).toEqual([
      'SEAL_UNCONFIRMED',
      `${GUANGDONG}第9条、第10条${DRAFT}`,
    ]);
    expect(judged('guangxi', unconfirmed)).toBeNull();
    const idle = { ...unconfirmed, idleFrom: NOW };
    expect(judged('guangdong', idle)?.[0]).toBe('SEALING_IDLE');
  });
});
