import { listAge } from '../../../core/seal-life/seal-standing.ts';
import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/**
 * The platform checks enterprises against the registration authority and suspends their seals: its status feed
 * carries the outcome, so the feed's age is the age of the check.
 */
export const enterpriseUnchecked: SealingRule = (situation) => {
  const { knowledge, policy, now } = situation;
  const rule = policy?.rules.enterpriseData ?? null;
  if (knowledge === null || policy === null || rule?.checkedWhenUsing !== true) return null;
  const age = listAge(knowledge.statusAsOf, policy.limits.enterpriseDataHours, now);
  const { asOf, hours, allowedHours } = age;
  if (!age.stale) return null;
  return refuse('SEALING_ENTERPRISE_UNCHECKED', situation, rule, { asOf, hours, allowedHours });
};
