import { describe, expect, it } from 'vitest';
import { CHECK_NAMES, type CheckName, type CheckResult } from '../../../shared/model/verification-report.ts';
import { fail, mergeVerdict, pass, skipped, unknown, worstVerdict } from './verdict.ts';

type Changes = Partial<Record<CheckName, CheckResult>>;

function merged(changes: Changes): readonly string[] {
  const checks = Object.fromEntries(CHECK_NAMES.map((name) => [name, pass()])) as Record<
    CheckName,
    CheckResult
  >;
  const { verdict, reasons } = mergeVerdict({ ...checks, ...changes });
  return [verdict, ...reasons];
}

describe('the verdict on a signature', () => {
  it.each<[string, Changes, readonly string[]]>([
    ['everything passes', {}, ['valid']],
    [
      'plain facts are no reasons',
      { coverage: pass('COVERS_REVISION'), time: pass('TIME_CLAIMED_ONLY'), appearance: skipped() },
      ['valid'],
    ],
    [
      'a note leaves it valid',
      { certificate: pass('OUT_OF_BOUNDS_NO_POE'), modification: pass('SEALED_AGAIN_SINCE') },
      ['valid', 'OUT_OF_BOUNDS_NO_POE', 'SEALED_AGAIN_SINCE'],
    ],
    [
      'a picture that cannot be compared leaves it open',
      { appearance: unknown('APPEARANCE_UNRECOGNISED') },
      ['indeterminate', 'APPEARANCE_UNRECOGNISED'],
    ],
    [
      'an unknown dimension leaves it open',
      { revocation: unknown('TRY_LATER') },
      ['indeterminate', 'TRY_LATER'],
    ],
    [
      'a failure outweighs what is unknown, and comes first',
      {
        revocation: unknown('TRY_LATER'),
        appearance: fail('APPEARANCE_MISMATCH'),
        seal: pass('SEAL_EXPIRED_SINCE'),
      },
      ['invalid', 'APPEARANCE_MISMATCH', 'TRY_LATER', 'SEAL_EXPIRED_SINCE'],
    ],
    [
      'integrity is the headline among failures',
      {
        signature: fail('SIG_CRYPTO_FAILURE'),
        integrity: fail('HASH_FAILURE'),
        modification: fail('MODIFIED_SINCE'),
      },
      ['invalid', 'HASH_FAILURE', 'MODIFIED_SINCE', 'SIG_CRYPTO_FAILURE'],
    ],
    [
      'a reason that two dimensions give is named once',
      {
        integrity: unknown('SIGNATURE_FORM_OUTDATED'),
        signature: unknown('SIGNATURE_FORM_OUTDATED'),
      },
      ['indeterminate', 'SIGNATURE_FORM_OUTDATED'],
    ],
  ])('%s', (_name, changes, outcome) => {
    expect(merged(changes)).toEqual(outcome);
  });
});

describe('the verdict on a file', () => {
  it('is the worst of its signatures', () => {
    expect(worstVerdict(['valid', 'valid'])).toBe('valid');
    expect(worstVerdict(['valid', 'indeterminate', 'valid'])).toBe('indeterminate');
    expect(worstVerdict(['indeterminate', 'invalid', 'valid'])).toBe('invalid');
  });
});
