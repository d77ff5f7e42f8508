import { isDelegated } from '../../../core/seal-life/seal-standing.ts';
import { delegationState, type Delegation } from '../../../shared/model/seal-life.ts';
import type { RegisterEntry } from '../../../shared/model/register.ts';
import { takenTokens } from '../../register/taken-tokens.ts';
import type { GateRules } from '../create-gate.ts';
import { refuse } from './refuse.ts';

export interface DelegatedUserPorts {
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
