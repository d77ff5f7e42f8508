import { renewalWindow } from '../../core/seal-life/reminders.ts';
import type { AppError } from '../../shared/errors.ts';
import { type Clauses, type PolicyProfile, citationDetails } from '../../shared/model/policy-profile.ts';
import type { ApplicationKind } from '../../shared/model/seal-life.ts';

/** What is applied for, as far as the rules judge it. */
export interface JudgedApplication {
  readonly kind: ApplicationKind;
  readonly reason: string;
  /** The end of seal or certificate, whichever is first. */
  readonly ends: Date;
}

interface ReasonsRule extends Clauses {
  readonly reasons: readonly string[];
}

/**
 * Why the rules of the jurisdiction do not let this be applied for now; null where they do, or say nothing: the
 * platform then decides.
 */
export function whyNotApplicable(
  profile: PolicyProfile | null,
  { kind, reason, ends }: JudgedApplication,
  now: Date,
): AppError | null {
  if (profile === null) return null;
  if (kind === 'renewal') return renewalRefusal(profile, ends, now);
  const rule: ReasonsRule | null =
    kind === 'replacement' ? profile.rules.replacement : profile.rules.cancellation;
  if (rule === null || rule.reasons.includes(reason)) return null;
  return { code: 'LIFE_REASON_NOT_PROVIDED', details: citationDetails(profile, rule) };
}

function renewalRefusal(profile: PolicyProfile, ends: Date, now: Date): AppError | null {
  const window = renewalWindow(profile, ends, now);
  if (window === null || window.state === 'open') return null;
  const { opensAt, closesAt } = window;
  const ground = citationDetails(profile, profile.rules.renewal);
  return { code: 'LIFE_RENEWAL_NOT_OPEN', details: { ...ground, opensAt, closesAt } };
}
