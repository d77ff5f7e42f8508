import type { ReasonCode } from '../../../shared/model/reason-codes.ts';
import type { CheckName, CheckResult, Verdict } from '../../../shared/model/verification-report.ts';

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

type Checks = Readonly<Record<CheckName, CheckResult>>;

/** Which dimension names the headline where several have the same weight. */
const ORDER: readonly CheckName[] = [
  'integrity',
  'modification',
  'coverage',
  'signature',
  'seal',
  'status',
  'certificate',
  'revocation',
  'time',
  'appearance',
];

/** Codes of a check that simply passed; every other code is a reason, a note where the check passed. */
const PLAIN: ReadonlySet<ReasonCode> = new Set([
  'OK',
  'NOT_CHECKED',
  'COVERS_WHOLE_FILE',
  'COVERS_REVISION',
  'TIME_CLAIMED_ONLY',
  'TIME_PROVEN',
  'TIME_COUNTERSIGNED',
]);

/**
 * Merges the dimensions: one that failed makes the signature invalid, one that is unknown indeterminate. That
 * goes for the appearance too: who sees another's picture beside one stroke too many must not read "valid". Of
 * notes, what was allowed to be added since comes last: a revocation or an end since matters more.
 * @returns the reasons, the most important first
 */
export function mergeVerdict(checks: Checks): { verdict: Verdict; reasons: readonly ReasonCode[] } {
  const results = ORDER.map((name) => ({ name, ...checks[name] }));
  const failed = results.filter(({ result }) => result === 'fail');
  const unknown = results.filter(({ result }) => result === 'unknown');
  const noted = results.filter(({ result, code }) => result === 'pass' && !PLAIN.has(code));
  const notes = [...noted.filter(({ name }) => name !== 'modification'), ...noted];
  const reasons = [...new Set([...failed, ...unknown, ...notes].map(({ code }) => code))];
  if (failed.length > 0) return { verdict: 'invalid', reasons };
  return { verdict: unknown.length > 0 ? 'indeterminate' : 'valid', reasons };
}

const WEIGHT = { valid: 0, indeterminate: 1, invalid: 2 } as const;

/** The worst verdict counts for the file. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((worst, verdict) => (WEIGHT[verdict] > WEIGHT[worst] ? verdict : worst), 'valid');
}
