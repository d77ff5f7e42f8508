import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { refuse } from '../sealing-gate/rules/refuse.ts';

/** Whether rules let no seal be used without an approval, whatever the enterprise has laid down itself. */
export function demandsApproval(policy: Pick<PolicyProfile, 'rules'> | null): boolean {
  return policy?.rules.approval?.demand === 'always';
}

/** The gate's rule where no approval was named: refused before anything is done, where the policy demands one. */
export const approvalRequired: GateRules = {
  before: async (_, situation) =>
    demandsApproval(situation.policy)
      ? refuse('APPROVAL_REQUIRED', situation, situation.policy?.rules.approval)
      : null,
};
