import { renewalWindow } from '../../core/seal-life/renewal-window.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Clauses, PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { ApplicationKind } from '../../shared/model/seal-application.ts';
import { citationDetails } from '../../shared/policy/cite-clause.ts';

/** What is applied for, as far as the rules judge it. */
export interface JudgedApplication {
  readonly kind: ApplicationKind;
  readonly reason: string;
  /** The end of seal or certificate, whichever is first. */
  readonly ends: Date;
}

/** Reasons that the rules list for a kind; null where they list none, and any may be given. */
export function listedReasons(
  profile: PolicyProfile | null,
  kind: ApplicationKind,
): readonly string[] | null {
  if (profile === null || kind === 'renewal') return null;
  const { replacement, cancellation } = profile.rules;
  return (kind === 'replacement' ? replacement : cancellation)?.reasons ?? null;
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
  const reasons = listedReasons(profile, kind);
  if (reasons === null || reasons.includes(reason)) return null;
  const rule: Clauses | null =
    kind === 'replacement' ? profile.rules.replacement : profile.rules.cancellation;
  return { code: 'LIFE_REASON_NOT_PROVIDED', details: citationDetails(profile, rule) };
}

function renewalRefusal(profile: PolicyProfile, ends: Date, now: Date): AppError | null {
  const window = renewalWindow(profile, ends, now);
  if (window === null || window.state === 'open') return null;
  const { opensAt, closesAt } = window;
  const ground = citationDetails(profile, profile.rules.renewal);
  return { code: 'LIFE_RENEWAL_NOT_OPEN', details: { ...ground, opensAt, closesAt } };
}
