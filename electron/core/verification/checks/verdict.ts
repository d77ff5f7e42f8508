import {
  CHECK_NAMES,
  PLAIN_CODES,
  type ReasonCode,
  type CheckName,
  type CheckResult,
  type Verdict,
} from '../../../shared/model/verification-report.ts';

type Facts = Readonly<Record<string, string | number>>;

function outcome(result: CheckResult['result'], code: ReasonCode, facts?: Facts): CheckResult {
  return facts === undefined ? { result, code } : { result, code, facts };
}

/** Makes the result of a check that holds; a code other than OK is a note. */
export function pass(code: ReasonCode = 'OK', facts?: Facts): CheckResult {
  return outcome('pass', code, facts);
}

/** Makes the result of a check that does not hold. */
export function fail(code: ReasonCode, facts?: Facts): CheckResult {
  return outcome('fail', code, facts);
}

const SEVERITY = { fail: 0, unknown: 1, pass: 2, skipped: 4 } as const;

/** Ranks a result: the lower, the worse. A note comes before a plain pass, so that it is not lost. */
export function severity({ result, code }: CheckResult): number {
  return SEVERITY[result] + (code === 'OK' ? 1 : 0);
}

/** Returns the first of the worst results; undefined if there are none. */
export function worstOf(results: readonly CheckResult[]): CheckResult | undefined {
  return [...results].sort((left, right) => severity(left) - severity(right))[0];
}

/** Makes the result of a check that cannot be decided with the data at hand. */
export function unknown(code: ReasonCode, facts?: Facts): CheckResult {
  return outcome('unknown', code, facts);
}

/** Makes the result of a check without an object; another check says why. */
export function skipped(): CheckResult {
  return outcome('skipped', 'NOT_CHECKED');
}

type Checks = Readonly<Record<CheckName, CheckResult>>;

/** The rank of each dimension among those of the same weight: the first one names the headline. */
const RANK: Readonly<Record<CheckName, number>> = {
  integrity: 0,
  modification: 1,
  coverage: 2,
  signature: 3,
  seal: 4,
  status: 5,
  certificate: 6,
  revocation: 7,
  time: 8,
  appearance: 9,
  // It never fails, and comes first among the notes.
  register: -1,
};

const PLAIN: ReadonlySet<ReasonCode> = new Set(PLAIN_CODES);

/**
 * Merges the dimensions: a failed one makes the signature invalid, an unknown one makes it indeterminate.
 * This includes the appearance: a reader who sees another seal's picture must not read "valid". The last of
 * the notes is what was allowed to be added since, for a revocation or an end since matters more.
 * @returns the reasons, the most important first
 */
export function mergeVerdict(checks: Checks): { verdict: Verdict; reasons: readonly ReasonCode[] } {
  const ranked = [...CHECK_NAMES].sort((one, other) => RANK[one] - RANK[other]);
  const results = ranked.map((name) => ({ name, ...checks[name] }));
  const failed = results.filter(({ result }) => result === 'fail');
  const unknown = results.filter(({ result }) => result === 'unknown');
  const noted = results.filter(({ result, code }) => result === 'pass' && !PLAIN.has(code));
  const notes = [...noted.filter(({ name }) => name !== 'modification'), ...noted];
  const reasons = [...new Set([...failed, ...unknown, ...notes].map(({ code }) => code))];
  if (failed.length > 0) return { verdict: 'invalid', reasons };
  return { verdict: unknown.length > 0 ? 'indeterminate' : 'valid', reasons };
}

const WEIGHT = { valid: 0, indeterminate: 1, invalid: 2 } as const;

/** Returns the worst verdict, which counts for the file. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((worst, verdict) => (WEIGHT[verdict] > WEIGHT[worst] ? verdict : worst), 'valid');
}
