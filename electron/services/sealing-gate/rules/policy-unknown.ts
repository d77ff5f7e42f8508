import type { SealingRule } from '../situation.ts';

/** Where a platform's rules are not known, nobody can say that they let the seal be used. */
export const policyUnknown: SealingRule = ({ knowledge, policy }) =>
  knowledge === null || policy !== null
    ? null
    : {
        code: 'SEALING_POLICY_UNKNOWN',
        details: {
          clause: null,
          clauseEn: null,
          platform: knowledge.platformName,
          profile: knowledge.profileId,
        },
      };
