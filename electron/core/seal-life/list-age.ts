import type { ListAge } from '../../shared/model/seal-standing.ts';

const HOUR_MS = 3_600_000;

/** How old a list is against what is allowed. @param asOf ISO 8601; null where there never was one */
export function listAge(asOf: string | null, allowedHours: number, now: Date): ListAge {
  if (asOf === null) return { asOf, hours: null, allowedHours, stale: true };
  const hours = (now.getTime() - Date.parse(asOf)) / HOUR_MS;
  return { asOf, hours: Math.max(0, Math.floor(hours)), allowedHours, stale: !(hours <= allowedHours) };
}

/** The older of two times; null where either is missing, since what is not there cannot be in date. */
export function olderOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return Date.parse(one) < Date.parse(other) ? one : other;
}
