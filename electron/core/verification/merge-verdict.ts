import type { ReasonCode, CheckName, CheckResult, Verdict } from '../../shared/model/verification-report.ts';

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
