import type { ReasonCode } from '../../shared/model/reason-codes.ts';
import type { CheckResult } from '../../shared/model/verification-report.ts';

type Facts = Readonly<Record<string, string | number>>;

function outcome(result: CheckResult['result'], code: ReasonCode, facts?: Facts): CheckResult {
  return facts === undefined ? { result, code } : { result, code, facts };
}

/** What was checked holds; a code other than OK is a note. */
export function pass(code: ReasonCode = 'OK', facts?: Facts): CheckResult {
  return outcome('pass', code, facts);
}

export function fail(code: ReasonCode, facts?: Facts): CheckResult {
  return outcome('fail', code, facts);
}

/** It cannot be told with what is at hand. */
export function unknown(code: ReasonCode, facts?: Facts): CheckResult {
  return outcome('unknown', code, facts);
}

/** Another check says already why there is nothing to check. */
export function skipped(): CheckResult {
  return outcome('skipped', 'NOT_CHECKED');
}
