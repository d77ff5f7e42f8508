import { describe, expect, it } from 'vitest';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  PLAIN_CODES,
  REASON_CODES,
  type ReasonCode,
} from '../model/verification-report.ts';
import { nextStepFor, signatureSteps } from './next-step-texts.ts';

const PLAIN: readonly ReasonCode[] = PLAIN_CODES;
const passed: CheckResult = { result: 'pass', code: 'OK' };

function checksWith(changed: Partial<Record<CheckName, CheckResult>>): Record<CheckName, CheckResult> {
  // Every name has an entry.
  const all = Object.fromEntries(CHECK_NAMES.map((name) => [name, passed])) as Record<CheckName, CheckResult>;
  return { ...all, ...changed };
}

describe('nextStepFor', () => {
  it('Every outcome that is not plainly good has a step in Chinese and in English', () => {
    for (const code of REASON_CODES.filter((each) => !PLAIN.includes(each))) {
      const step = nextStepFor(code);
      expect([code, /[一-鿿]/u.test(step?.['zh-CN'] ?? ''), /^[^一-鿿]+$/u.test(step?.en ?? '')]).toEqual([
        code,
        true,
        true,
      ]);
    }
    expect(PLAIN.map(nextStepFor)).toEqual(PLAIN.map(() => null));
  });

  it('An unknown maker is a matter of the platform and the administrator alone', () => {
    for (const code of ['SEAL_MAKER_UNLISTED', 'SEAL_MAKER_UNTRUSTED'] as const) {
      expect(nextStepFor(code)?.['zh-CN']).toMatch(/只能由印章平台或本单位管理员/u);
    }
  });
});

describe('signatureSteps', () => {
  it('The steps of an invalid signature are those of what failed, each once', () => {
    const checks = checksWith({
      integrity: { result: 'fail', code: 'HASH_FAILURE' },
      signature: { result: 'fail', code: 'SIG_CRYPTO_FAILURE' },
      revocation: { result: 'unknown', code: 'TRY_LATER' },
    });
    const reasons = ['HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'TRY_LATER'] as const;
    const steps = signatureSteps({ verdict: 'invalid', reasons, checks });
    expect(steps).toEqual([nextStepFor('HASH_FAILURE')]);
  });

  it('A valid signature without a note may be acted on', () => {
    const steps = signatureSteps({ verdict: 'valid', reasons: [], checks: checksWith({}) });
    expect(steps.map((step) => step['zh-CN'].slice(0, 6))).toEqual(['可以据此办理']);
  });

  it('A note of a valid signature has its own step', () => {
    const checks = checksWith({ modification: { result: 'pass', code: 'SEALED_AGAIN_SINCE' } });
    const steps = signatureSteps({ verdict: 'valid', reasons: ['SEALED_AGAIN_SINCE'], checks });
    expect(steps).toEqual([nextStepFor('SEALED_AGAIN_SINCE')]);
  });
});
