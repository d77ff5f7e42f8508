import type { RecordStore } from '../records/records.ts';
import { readAll } from '../register/read-register.ts';
import type { RegisterStore } from '../register/ports.ts';
import { delegationBook } from '../seal-life/delegations.ts';
import type { GateRules } from './create-gate.ts';
import { delegatedUser } from './rules/delegated-user.ts';

/**
 * The rule of delegations by what this computer has heard of them, and by its register.
 * @param purpose what the seal is used for; null where an approver has judged that
 */
export function keptDelegations(
  records: RecordStore,
  register: RegisterStore,
  purpose: string | null,
): GateRules {
  const ports = {
    delegations: () => delegationBook(records).all(),
    entries: async () => (await readAll(register)).map(({ entry }) => entry),
  };
  return delegatedUser(ports, purpose);
}
