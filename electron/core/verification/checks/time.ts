import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { CodedError } from '../../../shared/errors.ts';
import { readDer } from '../../asn1/der-reader.ts';
import { TAG } from '../../asn1/tags.ts';
import { sealSignatureOf, type SignatureContext } from '../context.ts';
import { pass, skipped, unknown } from '../outcome.ts';

/** Two computers' clocks are rarely further apart; within it a time counts as now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * What is known of the time of signing. It is the signer's claim: a time-stamp token is looked at for its
 * form, but proves nothing here, so that no other check rests on it.
 */
export function checkTime(context: SignatureContext): CheckResult {
  const signature = sealSignatureOf(context);
  if (signature === null) return skipped();
  const { timeStamp, signedAt } = signature;
  if (timeStamp !== null && !isDer(timeStamp)) return unknown('TIME_STAMP_INVALID');
  if (signedAt === null) return unknown('TIME_STAMP_INVALID', { rule: 'noClaimedTime' });
  const facts = { signedAt: signedAt.toISOString() };
  const aheadMs = signedAt.getTime() - context.inputs.now.getTime();
  return aheadMs > CLOCK_TOLERANCE_MS ? unknown('TIME_IN_FUTURE', facts) : pass('TIME_CLAIMED_ONLY', facts);
}

function isDer(token: Uint8Array): boolean {
  try {
    readDer(token, 'timeStamp', TAG.sequence);
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
