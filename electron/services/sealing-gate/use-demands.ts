import { demandsApproval } from '../../core/policy/policies.ts';
import { USE_ROLES, type UseRole } from '../../shared/model/approval.ts';
import { ENTERPRISE_CITATION } from '../../shared/model/enterprise-rules.ts';
import { type Clauses, type PolicyProfile, citeClauses } from '../../shared/model/policy-profile.ts';
import type { SealingSituation } from './situation.ts';

/** The rules that apply to a use of a seal: those of the jurisdiction and the enterprise's own. */
export type UseRules = Pick<SealingSituation, 'policy' | 'enterprise'>;

/** A demand, cited by the details that a refusal carries. */
interface Demand {
  readonly citation: Citation;
}

/** The rule in both languages: a type alias, so that it passes as details of an error. */
type Citation = Readonly<Record<'clause' | 'clauseEn', string>>;

/**
 * Returns the demand of an approval before the use; null when there is none. Four eyes are not possible without one. The
 * regulation is cited before the enterprise.
 */
export function approvalDemand({ policy, enterprise }: UseRules): Demand | null {
  if (policy !== null && demandsApproval(policy)) {
    return { citation: cited(policy, policy.rules.approval) };
  }
  const fourEyes = fourEyesDemand({ policy, enterprise });
  if (fourEyes !== null) return { citation: fourEyes.citation };
  return enterprise.approval ? { citation: ENTERPRISE_CITATION } : null;
}

/** The demand that the parts in a use are different people's. */
export interface FourEyesDemand extends Demand {
  readonly among: readonly UseRole[];
}

/** Returns null when nobody demands it, as none of the five regulations does. */
export function fourEyesDemand({ policy, enterprise }: UseRules): FourEyesDemand | null {
  if (enterprise.fourEyes) return { among: USE_ROLES, citation: ENTERPRISE_CITATION };
  const rule = policy?.rules.fourEyes ?? null;
  if (policy === null || rule === null) return null;
  return { among: rule.among, citation: cited(policy, rule) };
}

/** Returns the demand that an approval is claimed at the platform before its use; null when it goes on without, on record. */
export function claimDemand({ policy, enterprise }: UseRules): Demand | null {
  if (enterprise.claimedApprovals) return { citation: ENTERPRISE_CITATION };
  if (policy?.limits.unclaimedApprovals !== 'refused') return null;
  return { citation: cited(policy, policy.rules.approval) };
}

/** Returns the demand that an archive time stamp (归档时间戳) follows each sealing; null when nobody demands it. */
export function archiveDemand({ policy, enterprise }: UseRules): Demand | null {
  const rule = policy?.rules.archiveStamp ?? null;
  if (policy !== null && rule !== null) return { citation: cited(policy, rule) };
  return enterprise.archiveStamp === true ? { citation: ENTERPRISE_CITATION } : null;
}

/** Cites a rule of a profile; where the regulation does not speak of it, the profile itself. */
function cited(policy: PolicyProfile, rule: Clauses | null): Citation {
  const clauses = rule ?? { clauses: [] };
  return { clause: citeClauses(policy, clauses), clauseEn: citeClauses(policy, clauses, 'en') };
}
