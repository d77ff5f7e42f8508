import { daysUntil } from './days.ts';

/** How many days before an end people are reminded: each once, and the last one daily. */
export const REMINDER_DAYS = [90, 30, 7] as const;

export type ReminderDays = (typeof REMINDER_DAYS)[number];

/** The nearest reminder that is due, or null where the end is far off or past. */
export function reminderDue(end: Date, now: Date): ReminderDays | null {
  const days = daysUntil(end, now);
  if (days === 0) return null;
  return REMINDER_DAYS.filter((before) => days <= before).at(-1) ?? null;
}
