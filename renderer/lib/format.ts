import { localDay, localMinute } from '../../electron/shared/local-time.ts';
import type { Language } from '../../electron/shared/model/app-info.ts';

/** Writes an ISO 8601 time as a day of the local calendar: 2027-03-01. */
export const formatDay = localDay;

/** Writes an ISO 8601 time to the minute in local time: 2026-11-21 09:41. */
export const formatMinute = localMinute;

/** Writes millimetres to one decimal, without a decimal if it is zero. */
export function formatMillimetres(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Writes a number of bytes with the unit that reads best. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** Returns the last part of a path of any system. */
export const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/**
 * Returns the common name within a distinguished name (RFC 4514: `CN=…,O=…`, special characters behind a
 * backslash), which people use for the holder; the whole name if it has none.
 */
export function formatName(distinguishedName: string): string {
  const match = /(?:^|,)\s*CN=((?:\\.|[^,\\])*)/u.exec(distinguishedName);
  return match?.[1]?.replaceAll(/\\(.)/gu, '$1') ?? distinguishedName;
}
