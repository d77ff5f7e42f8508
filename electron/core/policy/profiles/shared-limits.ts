import type { OfflineLimits } from '../../../shared/model/policy-profile.ts';

/**
 * None of the five regulations names these limits. For a week without lists, a revoked seal may go unnoticed
 * where it is used; for ten days without lists, a verifier still says "valid", and after that "cannot be
 * confirmed". Clocks of offices differ by five minutes. An approval that cannot be claimed at the platform goes on
 * record for the same week: a double use is found at the next synchronisation. Whoever relies on a document a day
 * after it was sealed has seen every event that may still reach it.
 */
export const SHARED_LIMITS: OfflineLimits = {
  sealingHours: 7 * 24,
  plainValidHours: 10 * 24,
  enterpriseDataHours: 7 * 24,
  clockToleranceMinutes: 5,
  unclaimedApprovals: 'onRecord',
  lateEventHours: 24,
};
