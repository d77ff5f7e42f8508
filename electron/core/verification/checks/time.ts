import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { TimeStampJudgement } from '../../timestamp/judge-time-stamp.ts';
import { isJudged, messageOf, sealSignatureOf, type SignatureEvidence } from '../evidence/context.ts';
import { fail, pass, skipped, unknown } from './verdict.ts';
import type { SigningTime } from '../evidence/signing-time.ts';

/** Clocks of two computers are rarely further apart; a time within the tolerance counts as now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Checks the time of signing: the signer's claim, and the time-stamp token. A token over another signature
 * makes this one invalid; one that cannot be relied on leaves the claim as it is.
 */
export function checkTime(context: SignatureEvidence): CheckResult {
  const { signingTime, inputs } = context;
  if (!isJudged(context) || signingTime === null) return skipped();
  const { timeStamp, claimed } = signingTime;
  if (timeStamp?.state === 'unreadable') return unknown('TIME_STAMP_INVALID', { rule: 'format' });
  if (timeStamp?.state === 'wrong')
    return wrongStamp(timeStamp.rule, sealSignatureOf(context)?.format === 'ses-v1');
  if (claimed === null) return withoutTime(context);
  const facts = { signedAt: claimed.toISOString() };
  const unstamped = signingTime.isCountersigned ? signingTime.judgedAt : claimed;
  const known = timeStamp?.state === 'proven' ? timeStamp.stampedAt : unstamped;
  const aheadMs = known.getTime() - inputs.now.getTime();
  if (aheadMs > CLOCK_TOLERANCE_MS) return unknown('TIME_IN_FUTURE', facts);
  const isTheSignature = messageOf(context)?.kind === 'timeStamp';
  const { isCountersigned, proven } = signingTime;
  if (isCountersigned && proven !== null) {
    return pass('TIME_COUNTERSIGNED', { ...facts, countersignedAt: proven.toISOString() });
  }
  return timeStamp === null
    ? pass('TIME_CLAIMED_ONLY', facts)
    : stamped(timeStamp, signingTime, { ...facts, ...renewal(context) }, isTheSignature);
}

/** Once the certificate of its authority has ended, nothing but a confirmed list vouches for a document time stamp. */
function renewal({ renewBy }: SignatureEvidence): { readonly renewBy?: string } {
  return renewBy === null ? {} : { renewBy: renewBy.toISOString() };
}

/** An ordinary signature need not say when it was made; a seal has to. */
function withoutTime(context: SignatureEvidence): CheckResult {
  return messageOf(context) === null
    ? unknown('TIME_STAMP_INVALID', { rule: 'noClaimedTime' })
    : pass('TIME_UNKNOWN');
}

/**
 * Judges a token over other data. The standard leaves open what a token inside the signed bytes stamps, so
 * such a token proves no forgery.
 */
function wrongStamp(rule: string, isInside: boolean): CheckResult {
  const isOpen = isInside && rule === 'imprint';
  return isOpen ? unknown('TIME_STAMP_INVALID', { rule }) : fail('TIME_STAMP_INVALID', { rule });
}

type Stamped = Extract<TimeStampJudgement, { state: 'proven' | 'unproven' }>;

function stamped(
  timeStamp: Stamped,
  { proven }: SigningTime,
  claim: { readonly signedAt: string; readonly renewBy?: string },
  isTheSignature: boolean,
): CheckResult {
  const facts = { ...claim, stampedAt: timeStamp.stampedAt.toISOString() };
  if (timeStamp.state === 'unproven' && isTheSignature)
    return unknown('TIME_STAMP_UNPROVEN', { ...facts, rule: timeStamp.rule });
  if (timeStamp.state === 'unproven') return pass('TIME_STAMP_UNPROVEN', { ...facts, rule: timeStamp.rule });
  const { authority } = timeStamp;
  return pass(proven === null ? 'TIME_CLAIMED_ONLY' : 'TIME_PROVEN', { ...facts, authority });
}
