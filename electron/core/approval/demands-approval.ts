import type { PolicyProfile } from '../../shared/model/policy-profile.ts';

/** Whether rules let no seal be used without an approval, whatever the enterprise has laid down itself. */
export function demandsApproval(policy: Pick<PolicyProfile, 'rules'> | null): boolean {
  return policy?.rules.approval?.demand === 'always';
}
