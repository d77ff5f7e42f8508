import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { SealHistory } from '../../../shared/model/seal-standing.ts';
import { sealSignatureOf, type SignatureContext, type VerificationInputs } from '../context.ts';
import { isTooOld } from '../list-age.ts';
import { fail, pass, skipped, unknown, worstOf } from '../outcome.ts';
import { inactiveSince, inactivityAt, inactivityWithin, type Inactivity } from '../seal-periods.ts';

type Codes = Readonly<Record<Inactivity['state'], ReasonCode>>;

const AT_SIGNING: Codes = {
  suspended: 'SEAL_SUSPENDED_AT_SIGNING',
  cancelled: 'SEAL_CANCELLED_AT_SIGNING',
  replaced: 'SEAL_REPLACED_AT_SIGNING',
  void: 'SEAL_VOID_AT_SIGNING',
};

const NO_PROOF: Codes = {
  suspended: 'SEAL_SUSPENDED_NO_POE',
  cancelled: 'SEAL_CANCELLED_NO_POE',
  replaced: 'SEAL_REPLACED_NO_POE',
  void: 'SEAL_VOID_NO_POE',
};

const SINCE: Codes = {
  suspended: 'SEAL_SUSPENDED_SINCE',
  cancelled: 'SEAL_CANCELLED_SINCE',
  replaced: 'SEAL_REPLACED_SINCE',
  void: 'SEAL_VOID_SINCE',
};

/**
 * What the platforms publish of the seal: used while suspended or after its end it is invalid; used before, it
 * stays valid where the time is proven, and cannot be confirmed where it is only claimed. Each platform speaks
 * for itself, so that none takes back what another has said.
 */
export function checkStatus(context: SignatureContext): CheckResult {
  if (sealSignatureOf(context) === null) return skipped();
  if (context.sealHistories === null) return unknown('SEAL_STATUS_UNAVAILABLE');
  return worstOf(context.sealHistories.map((history) => judged(history, context))) ?? skipped();
}

function judged(history: SealHistory, { inputs, signingTime }: SignatureContext): CheckResult {
  const signedAt = signingTime?.judgedAt ?? inputs.now;
  const atSigning = inactivityAt(history.events, signedAt);
  if (atSigning !== null) return fail(AT_SIGNING[atSigning.state], factsOf(history, atSigning));
  return judgedSince(history, signedAt, signingTime?.proven ?? null, inputs.now) ?? current(history, inputs);
}

/**
 * What speaks against a seal that could be used at the time claimed; null where nothing does. A suspension that the
 * platform has ended is a note, unless the time is proven to be before it.
 */
function judgedSince(
  history: SealHistory,
  signedAt: Date,
  proven: Date | null,
  now: Date,
): CheckResult | null {
  const { events } = history;
  const today = inactivityAt(events, now);
  if (today === null) {
    const meanwhile = inactivityWithin(events, signedAt, proven ?? now);
    return meanwhile === null ? null : pass('SEAL_SUSPENDED_MEANWHILE', factsOf(history, meanwhile));
  }
  const facts = factsOf(history, today);
  const isEarlier = proven !== null && proven < inactiveSince(events, now);
  return isEarlier ? pass(SINCE[today.state], facts) : unknown(NO_PROOF[today.state], facts);
}

/** Nothing speaks against the seal; a feed that is too old may only not say so yet. */
function current({ platform, asOf }: SealHistory, { now, listAgeLimitMs }: VerificationInputs): CheckResult {
  const facts = { statusAsOf: asOf, platform };
  return isTooOld(new Date(asOf), now, listAgeLimitMs)
    ? unknown('SEAL_STATUS_STALE', facts)
    : pass('OK', facts);
}

function factsOf({ platform, asOf }: SealHistory, event: Inactivity): Readonly<Record<string, string>> {
  const { since, reason, replacedBy } = event;
  return {
    since,
    ...(reason === null ? {} : { statusReason: reason }),
    ...(replacedBy === null ? {} : { replacedBy }),
    statusAsOf: asOf,
    platform,
  };
}
