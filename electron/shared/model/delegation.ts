/** What a person is authorised to do with a seal (授权): by whom it may be used, how long, how often, what for. */
export interface DelegationGrant {
  readonly esId: string;
  /** 被授权人 */
  readonly person: string;
  readonly contact: string;
  /** ISO 8601 */
  readonly validFrom: string;
  readonly validTo: string;
  /** How often at most; null for no limit. */
  readonly uses: number | null;
  /** What for; empty for no limit. */
  readonly purposes: readonly string[];
}

/** A grant as the platform keeps it. */
export interface Delegation extends DelegationGrant {
  readonly number: string;
  readonly grantedAt: string;
  /** When it was ended before its time; null where it was not. */
  readonly endedAt: string | null;
}

export type DelegationState = 'inForce' | 'notYet' | 'over' | 'ended';

/** @param now ISO 8601 or milliseconds */
export function delegationState(delegation: Delegation, now: number): DelegationState {
  if (delegation.endedAt !== null) return 'ended';
  if (now < Date.parse(delegation.validFrom)) return 'notYet';
  return now > Date.parse(delegation.validTo) ? 'over' : 'inForce';
}
