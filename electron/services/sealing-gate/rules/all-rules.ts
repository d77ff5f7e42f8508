import type { AppError } from '../../../shared/errors.ts';
import type { SealingRule, SealingSituation } from '../situation.ts';
import { certificateRevoked } from './certificate-revoked.ts';
import { clockSetBack } from './clock-set-back.ts';
import { enterpriseUnchecked } from './enterprise-unchecked.ts';
import { expired } from './expired.ts';
import { idle } from './idle.ts';
import { listsStale } from './lists-stale.ts';
import { lossReported } from './loss-reported.ts';
import { policyUnknown } from './policy-unknown.ts';
import { sealStatus } from './seal-status.ts';

/** The most final ground first: what no synchronisation mends is said before what one would. */
const RULES: readonly SealingRule[] = [
  lossReported,
  sealStatus,
  certificateRevoked,
  expired,
  policyUnknown,
  enterpriseUnchecked,
  listsStale,
  clockSetBack,
  idle,
];

/** The first ground on which the seal may not be used now, or null. */
export function refusalBy(situation: SealingSituation): AppError | null {
  for (const rule of RULES) {
    const refusal = rule(situation);
    if (refusal !== null) return refusal;
  }
  return null;
}
