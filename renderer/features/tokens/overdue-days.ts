import type { PinLife } from '../../../electron/shared/model/pin-rules.ts';

const DAY_MS = 86_400_000;

/**
 * For how many days a PIN has not been changed, where that is longer than the policy wants; null where it is not,
 * or where no change is known.
 * @param nowMs milliseconds since 1970
 */
export function overdueDays(life: PinLife | null, serial: string, nowMs: number): number | null {
  const at = life?.changedAt[serial];
  const limit = life?.policy.changeAfterDays ?? null;
  if (at === undefined || limit === null) return null;
  const days = Math.floor((nowMs - Date.parse(at)) / DAY_MS);
  return days >= limit ? days : null;
}
