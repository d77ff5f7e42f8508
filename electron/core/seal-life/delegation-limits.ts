import { delegationState, type Delegation } from '../../shared/model/seal-life.ts';

/** A use of a seal by a person who is named. */
export interface NamedUse {
  readonly person: string;
  /** Null where somebody else has judged it: the approver. */
  readonly purpose: string | null;
  /** How often the register has that person use the seal since a time, ISO 8601. */
  usesSince(from: string): number;
}

/**
 * Whether a person may use a seal by what its holder has granted. Where the holder has granted nothing, nobody is
 * bound by it: who keeps and uses the seal is then the unit's own rule.
 * @param granted all delegations of the seal, ended ones included
 */
export function isDelegated(granted: readonly Delegation[], use: NamedUse, now: Date): boolean {
  if (granted.length === 0) return true;
  return granted.some(
    (delegation) =>
      delegation.person === use.person &&
      delegationState(delegation, now.getTime()) === 'inForce' &&
      covers(delegation.purposes, use.purpose) &&
      (delegation.uses === null || use.usesSince(delegation.validFrom) < delegation.uses),
  );
}

function covers(purposes: readonly string[], purpose: string | null): boolean {
  return purpose === null || purposes.length === 0 || purposes.some((each) => purpose.includes(each));
}
