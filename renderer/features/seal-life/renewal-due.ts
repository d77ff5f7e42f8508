import type { SealInfo } from '../../../electron/shared/model/token.ts';

/**
 * Whether a seal's renewal is to be offered first: its time has come, or, where the rules bind it to no time, the
 * end is near enough to be reminded of, or past.
 * @param now milliseconds
 */
export function isRenewalDue({ standing, validTo }: SealInfo, now: number): boolean {
  const renewal = standing?.renewal ?? null;
  if (standing === undefined || renewal?.state !== 'open') return false;
  if (renewal.opensAt !== null || Date.parse(validTo) < now) return true;
  return standing.reminders.some(({ kind }) => kind !== 'lists' && kind !== 'idle');
}
