import { describe, expect, it } from 'vitest';
import type { SealReminder, SealStanding } from '../../electron/shared/model/seal-standing.ts';
import { messages } from './i18n/use-texts.ts';
import { refusalBasis, standingLines } from './seal-standing.ts';

const chinese = messages['zh-CN'].policy;
const CITED = { clause: '《办法》第一条', clauseEn: '《办法》第一条 (a draft, not in force)' };

describe('refusalBasis', () => {
  it('The basis of an error that is no refusal by the rules is empty', () => {
    const error = { code: 'KEY_SETTINGS_DAMAGED', details: { reason: 'JSON', since: 'x' } } as const;
    expect(refusalBasis(error, chinese, 'zh-CN')).toEqual([]);
    expect(refusalBasis({ code: 'PIN_WRONG' }, chinese, 'zh-CN')).toEqual([]);
  });

  it('The basis names times, the platform’s words and the clause in the given language', () => {
    const details = {
      ...CITED,
      since: '2026-11-20T04:00:00.000Z',
      reason: '名称变更',
      replacedBy: 'seal-2',
      profile: 'x',
    };
    const error = { code: 'SEALING_REPLACED', details } as const;
    expect(refusalBasis(error, chinese, 'zh-CN')).toEqual([
      '自 2026-11-20 起',
      '平台说明：名称变更 · 新章编码：seal-2',
      '依据：《办法》第一条',
    ]);
    expect(refusalBasis(error, messages.en.policy, 'en').at(-1)).toBe(
      'Basis: 《办法》第一条 (a draft, not in force)',
    );
  });

  it('The basis leaves out unknown facts', () => {
    const details = { clause: null, clauseEn: null, asOf: null, hours: null, allowedHours: 168 };
    const error = { code: 'SEALING_LISTS_STALE', details } as const;
    expect(refusalBasis(error, chinese, 'zh-CN')).toEqual(['最多允许 7 天']);
  });
});

describe('standingLines', () => {
  const reminder = (kind: SealReminder['kind']): SealReminder => ({
    kind,
    daysLeft: 7,
    endsAt: '2026-12-01T04:00:00.000Z',
    ...CITED,
  });
  const renewal = {
    state: 'open',
    by: 'holder',
    opensAt: '2026-11-01T04:00:00.000Z',
    closesAt: '2026-12-01T04:00:00.000Z',
  } as const;
  const standing = (changed: Partial<SealStanding>): SealStanding => ({
    platformName: null,
    status: null,
    refusal: null,
    renewal: null,
    approvalNeeded: null,
    enterprise: null,
    reminders: [],
    ...changed,
  });
  const texts = (changed: Partial<SealStanding>) =>
    standingLines(standing(changed), chinese, 'zh-CN').map(({ text }) => text);

  it('The lines say the time left, its rule, and the possible renewal', () => {
    const lines = standingLines(
      standing({ reminders: [reminder('sealAndCertificate')], renewal }),
      chinese,
      'zh-CN',
    );
    expect(lines).toEqual([
      { text: '印章和证书还有 7 天到期（2026-12-01）', basis: '依据：《办法》第一条' },
      { text: '现在可以办理续期，截止 2026-12-01', basis: null },
    ]);
  });

  it('Renewal is offered only if something ends or has ended', () => {
    expect(texts({ renewal })).toEqual([]);
    expect(texts({ renewal, reminders: [reminder('idle')] })).toHaveLength(1);
    const closed = { ...renewal, state: 'closed' } as const;
    expect(texts({ renewal: closed, refusal: { code: 'SEAL_EXPIRED' } })).toEqual([
      '已过续期期限，需重新申领',
    ]);
    const service = { ...renewal, by: 'service' } as const;
    expect(texts({ renewal: service, reminders: [reminder('seal')] })[1]).toBe(
      '到期前由平台办理续期，不必申请',
    );
  });
});
