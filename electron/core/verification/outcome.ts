import type { ReasonCode, CheckResult } from '../../shared/model/verification-report.ts';

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

const SEVERITY = { fail: 0, unknown: 1, pass: 2, skipped: 4 } as const;

/** The lower, the worse; a note comes before a plain pass, so that it is not lost. */
export function severity({ result, code }: CheckResult): number {
  return SEVERITY[result] + (code === 'OK' ? 1 : 0);
}

/** The first of the worst results; undefined where there are none. */
export function worstOf(results: readonly CheckResult[]): CheckResult | undefined {
  return [...results].sort((left, right) => severity(left) - severity(right))[0];
}

/** It cannot be told with what is at hand. */
export function unknown(code: ReasonCode, facts?: Facts): CheckResult {
  return outcome('unknown', code, facts);
}

/** Another check says already why there is nothing to check. */
export function skipped(): CheckResult {
  return outcome('skipped', 'NOT_CHECKED');
}
