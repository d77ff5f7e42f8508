import { delegationState, type Delegation } from '../../../shared/model/delegation.ts';
import type { RegisterEntry } from '../../../shared/model/register-entry.ts';
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
 * For a shared key that somebody has taken (领用): who was authorised to use the seal and is so no more, or has used
 * it as often as was granted, does not use it. Nobody else is judged: keeper and holder need no authorisation. Without
 * a platform there are no delegations.
 */
export function delegatedUser({ delegations, entries }: DelegatedUserPorts): GateRules {
  return {
    before: async ({ token, info }, situation) => {
      if (situation.knowledge === null) return null;
      const own = (await delegations()).filter(({ esId }) => esId === info.esId);
      if (own.length === 0) return null;
      const known = await entries();
      const user = takenTokens(known).find(({ tokenSerial }) => tokenSerial === token.serial)?.user;
      const granted = own.filter(({ person }) => person === user);
      if (granted.length === 0) return null;
      const now = situation.now.getTime();
      const holds = granted.some(
        (each) => delegationState(each, now) === 'inForce' && !isUsedUp(each, token.serial, known),
      );
      if (holds) return null;
      return refuse('SEALING_NOT_DELEGATED', situation, situation.policy?.rules.delegation, {
        number: granted.at(-1)?.number ?? null,
      });
    },
  };
}

function isUsedUp(
  { uses, person, esId, validFrom }: Delegation,
  serial: string,
  entries: readonly RegisterEntry[],
): boolean {
  return uses !== null && countUses(entries, { person, esId, serial, since: Date.parse(validFrom) }) >= uses;
}

/** How often a seal was used while its key was with a person. */
function countUses(
  entries: readonly RegisterEntry[],
  { person, esId, serial, since }: { person: string; esId: string; serial: string; since: number },
): number {
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
