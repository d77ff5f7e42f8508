import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { TimeStampJudgement } from '../../timestamp/judge-time-stamp.ts';
import { isJudged, messageOf, sealSignatureOf, type SignatureContext } from '../evidence/context.ts';
import { fail, pass, skipped, unknown } from './verdict.ts';
import type { SigningTime } from '../evidence/signing-time.ts';

/** Clocks of two computers are rarely further apart; a time within the tolerance counts as now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Checks the time of signing: the signer's claim, and the time-stamp token. A token over another signature
 * makes this one invalid; one that cannot be relied on leaves the claim as it is.
 */
export function checkTime(context: SignatureContext): CheckResult {
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

/**
 * Says of the outermost document time stamp by when another one has to be put around it: once the certificate of its
 * authority has ended, nothing but a confirmed list vouches for it.
 */
function renewal(context: SignatureContext): { readonly renewBy?: string } {
  const { signer, all, located } = context;
  if (messageOf(context)?.kind !== 'timeStamp' || signer === null) return {};
  const own = located.dictionary.revision ?? -1;
  const isOutermost = all.every(({ dictionary }) => (dictionary.revision ?? -1) <= own);
  return isOutermost ? { renewBy: signer.certificate.notAfter.toISOString() } : {};
}

/** An ordinary signature need not say when it was made; a seal has to. */
function withoutTime(context: SignatureContext): CheckResult {
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
