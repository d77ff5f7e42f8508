import { listAge, olderOf } from '../../../core/seal-life/seal-standing.ts';
import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/**
 * Nobody knows of a seal whether it may be used by lists older than the platform's rules allow,
 * nor where the authority of its certificate has none here: the platform may have kept it back.
 */
export const listsStale: SealingRule = (situation) => {
  const { knowledge, policy, now, certificate } = situation;
  if (knowledge === null || policy === null) return null;
  const revocation = certificate.unlisted ? null : knowledge.revocationListsAsOf;
  const oldest = olderOf(revocation, knowledge.statusAsOf);
  const { asOf, hours, allowedHours, stale } = listAge(oldest, policy.limits.sealingHours, now);
  if (!stale) return null;
  return refuse('SEALING_LISTS_STALE', situation, null, { asOf, hours, allowedHours });
};
