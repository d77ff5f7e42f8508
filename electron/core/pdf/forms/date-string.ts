import { latin1Bytes } from '../../bytes/latin1.ts';
import { pdfString, type PdfObject, type PdfString } from '../syntax/objects.ts';
import { textOf } from './text-string.ts';

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Z+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?$/;
const MINUTE_MS = 60_000;

/**
 * A date (ISO 32000-2 §7.9.4) in the zone `offsetMinutes` east of UTC, by default China's, where seals are
 * made and read.
 */
export function dateString(date: Date, offsetMinutes = 480): PdfString {
  const local = new Date(date.getTime() + offsetMinutes * MINUTE_MS).toISOString();
  const digits = local.slice(0, 19).replace(/\D/g, '');
  const minutes = Math.abs(offsetMinutes);
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(minutes / 60)}'${twoDigits(minutes % 60)}'`;
  return pdfString(latin1Bytes(`D:${digits}${zone}`));
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** The instant of a date, or undefined where it is none. Without a zone it counts as UTC. */
export function dateOf(object: PdfObject | undefined): Date | undefined {
  const match = DATE.exec(textOf(object) ?? '');
  if (match === null) return undefined;
  const part = (at: number, fallback: number): number => Number(match[at] ?? fallback);
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const sign = match[7] === '-' ? -1 : 1;
  const date = new Date(utc - sign * (part(8, 0) * 60 + part(9, 0)) * MINUTE_MS);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
