import type { OfflineLimits } from '../../../shared/model/policy-profile.ts';

/**
 * None of the five regulations names these. A week without lists is as long as a revoked seal may go unnoticed at
 * the desk that uses it; who merely verifies is told for ten days, and then "cannot be confirmed". Five minutes is
 * what clocks of offices differ by.
 */
export const SHARED_LIMITS: OfflineLimits = {
  sealingHours: 7 * 24,
  plainValidHours: 10 * 24,
  enterpriseDataHours: 7 * 24,
  clockToleranceMinutes: 5,
};
