import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { addMonths } from './days.ts';

/** What is known here of a seal's use. */
export interface SealUseFacts {
  /** The last time it was used, by the register of this computer; null for none on record. */
  readonly lastUse: Date | null;
  /** When that register began; null where there is none. */
  readonly registerBegan: Date | null;
  readonly validFrom: Date;
  /** When the platform last put it in use, after a suspension; null where it never did. */
  readonly restoredAt: Date | null;
}

/**
 * When a seal counts as unused for too long; null where the rules know no such thing. A register that began later
 * proves nothing of the time before: a seal that is new to a computer is not held to be idle.
 */
export function idleFrom(
  { rules }: Pick<PolicyProfile, 'rules'>,
  { lastUse, registerBegan, validFrom, restoredAt }: SealUseFacts,
): Date | null {
  if (rules.idle === null) return null;
  if (lastUse === null && registerBegan === null) return null;
  const known = [lastUse ?? latest([registerBegan, validFrom]), restoredAt];
  return addMonths(latest(known), rules.idle.months);
}

function latest(times: readonly (Date | null)[]): Date {
  return new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
}
