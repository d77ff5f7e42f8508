import { listAge, olderOf } from '../../../core/seal-life/list-age.ts';
import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/** Nobody knows of a seal whether it may be used by lists older than the platform's rules allow. */
export const listsStale: SealingRule = (situation) => {
  const { knowledge, policy, now } = situation;
  if (knowledge === null || policy === null) return null;
  const oldest = olderOf(knowledge.revocationListsAsOf, knowledge.statusAsOf);
  const { asOf, hours, allowedHours, stale } = listAge(oldest, policy.limits.sealingHours, now);
  if (!stale) return null;
  return refuse('SEALING_LISTS_STALE', situation, null, { asOf, hours, allowedHours });
};
