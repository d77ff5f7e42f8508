import { demandsApproval } from '../../core/policy/policies.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { refuse } from '../sealing-gate/rules.ts';

/** The gate's rule where no approval was named: refused before anything is done, where the policy demands one. */
export const approvalRequired: GateRules = {
  before: async (_, situation) =>
    demandsApproval(situation.policy)
      ? refuse('APPROVAL_REQUIRED', situation, situation.policy?.rules.approval)
      : null,
};
