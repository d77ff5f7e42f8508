import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { describe, expect, it } from 'vitest';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type ReasonCode,
  type SignatureReport,
  type Verdict,
} from '../../../electron/shared/model/verification-report.ts';
import { documentHeadline, signatureHeadline } from './headline.tsx';

const passed: CheckResult = { result: 'pass', code: 'OK' };
const checks = Object.fromEntries(CHECK_NAMES.map((name) => [name, passed])) as Record<
  CheckName,
  CheckResult
>;

function signature(verdict: Verdict, ...reasons: ReasonCode[]): SignatureReport {
  return {
    field: '',
    format: 'ses-v4',
    verdict,
    reasons,
    signer: null,
    seal: null,
    signedAt: null,
    place: null,
    coveredBytes: null,
    coversWholeFile: true,
    checks,
  };
}

describe('signatureHeadline', () => {
  const cases: readonly (readonly [SignatureReport, string])[] = [
    [signature('valid'), '签章有效'],
    [signature('valid', 'TIME_CLAIMED_ONLY'), '签章有效'],
    [signature('valid', 'TIME_CLAIMED_ONLY', 'SEALED_AGAIN_SINCE'), '签章有效，其后另有签章'],
    [signature('valid', 'NO_APPEARANCE'), '签章有效，但有提示：签章没有显示图案'],
    [
      signature('valid', 'VOIDED_HERE', 'TIME_CLAIMED_ONLY'),
      '签章有效，但有提示：本单位的台账已将此文件登记为作废',
    ],
    [signature('indeterminate', 'TRY_LATER'), '无法确认：撤销列表已过期，需要更新'],
    [signature('invalid', 'HASH_FAILURE', 'TIME_CLAIMED_ONLY'), '签章无效：签章后文档内容已改变'],
  ];
  it.each(cases)('The headline says the verdict and the first reason (%#)', (report, text) => {
    expect(signatureHeadline(report, 'zh-CN').text).toBe(text);
  });
});

describe('documentHeadline', () => {
  it('The headline counts every seal, the worst first', () => {
    const report = {
      file: '',
      verdict: 'invalid' as const,
      signatures: [
        signature('valid', 'SEALED_AGAIN_SINCE'),
        signature('invalid', 'HASH_FAILURE'),
        signature('valid'),
      ],
      revocationListsAsOf: [],
    };
    expect(documentHeadline(report, 'zh-CN')).toEqual({
      tone: 'bad',
      text: '1 个签章无效 · 2 个签章有效 · 1 个其后另有签章',
    });
  });

  it('The headline of an unsigned document says that there is no seal', () => {
    const report = { file: '', verdict: 'unsigned' as const, signatures: [], revocationListsAsOf: [] };
    expect(documentHeadline(report, 'zh-CN')).toEqual({ tone: 'neutral', text: '未发现电子签章' });
  });

  it.each(['FILE_STALLED', 'FILE_OVER_BUDGET', 'FILE_UNREADABLE'] as const)(
    'The headline of a document that could not be judged is a doubt with its reason: %s',
    (code) => {
      const report = { file: '', verdict: 'error' as const, signatures: [], revocationListsAsOf: [] };
      const { tone, text } = documentHeadline({ ...report, error: { code } }, 'zh-CN');
      expect([tone, text]).toEqual(['doubt', `未能判断：${errorTexts['zh-CN'][code].what}`]);
    },
  );
});
