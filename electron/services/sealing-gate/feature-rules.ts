import { isDelegated } from '../../core/seal-life/delegation-limits.ts';
import { type Delegation, delegationState } from '../../shared/model/delegation.ts';
import type { RegisterEntry } from '../../shared/model/register-entry.ts';
import type { RecordStore } from '../records/records.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { readAll, takenTokens } from '../register/read-register.ts';
import { delegationRecords } from '../seal-life/delegations.ts';
import type { GateRules } from './create-gate.ts';
import { refuse } from './rules.ts';

interface DelegatedUserPorts {
  /** The delegations that this computer has heard of. */
  delegations(): Promise<readonly Delegation[]>;
  /** The register, oldest first. */
  entries(): Promise<readonly RegisterEntry[]>;
}

/**
 * For a shared key that somebody has taken (领用): that person uses a seal within what its holder has granted. A key
 * that is with its keeper binds nobody, nor do grants that are over bind those whom they never named. Without a
 * platform there are no delegations.
 *
 * @param purpose what the seal is used for; null where an approver has judged that
 */
export function delegatedUser(ports: DelegatedUserPorts, purpose: string | null): GateRules {
  return {
    before: async ({ token, info }, situation) => {
      if (situation.knowledge === null) return null;
      const granted = (await ports.delegations()).filter(({ esId }) => esId === info.esId);
      if (granted.length === 0) return null;
      const entries = await ports.entries();
      const user = takenTokens(entries).find(({ tokenSerial }) => tokenSerial === token.serial)?.user;
      if (user === undefined) return null;
      const { now, policy } = situation;
      const binding = granted.filter((each) => binds(each, user, now));
      const usesSince = (from: string): number =>
        countUses(entries, { person: user, esId: info.esId, serial: token.serial, since: Date.parse(from) });
      if (isDelegated(binding, { person: user, purpose, usesSince }, now)) return null;
      const number = binding.findLast(({ person }) => person === user)?.number ?? null;
      return refuse('SEALING_NOT_DELEGATED', situation, policy?.rules.delegation, { number });
    },
  };
}

function binds(delegation: Delegation, user: string, now: Date): boolean {
  return delegation.person === user || delegationState(delegation, now.getTime()) === 'inForce';
}

interface CountedUse {
  readonly person: string;
  readonly esId: string;
  readonly serial: string;
  /** Milliseconds */
  readonly since: number;
}

/** How often a seal was used while its key was with a person. */
function countUses(entries: readonly RegisterEntry[], { person, esId, serial, since }: CountedUse): number {
  let holder: string | null = null;
  let count = 0;
  for (const { act, result, seal, tokenSerial, people, time } of entries) {
    if (tokenSerial !== serial) continue;
    if (act === 'tokenTaken') holder = people.user;
    if (act === 'tokenReturned') holder = null;
    const isUse = act === 'seal' && result === 'done' && seal?.esId === esId && Date.parse(time) >= since;
    if (isUse && holder === person) count += 1;
  }
  return count;
}

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
    delegations: () => delegationRecords(records).all(),
    entries: async () => (await readAll(register)).map(({ entry }) => entry),
  };
  return delegatedUser(ports, purpose);
}

/**
 * For a seal that was taken from a file: refused where the rules want the seal itself in a certified device, not only
 * its key (宿迁 第十六条, 广东 第11条).
 */
export const sealFromFile: GateRules = {
  before: async (_chosen, situation) => {
    const storage = situation.policy?.rules.storage ?? null;
    return storage?.sealInDevice === true ? refuse('SEAL_FILES_NOT_ALLOWED', situation, storage) : null;
  },
};
