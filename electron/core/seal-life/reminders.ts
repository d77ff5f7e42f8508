import { type Clauses, type PolicyProfile, citeClauses } from '../../shared/model/policy-profile.ts';
import type { ReminderKind, RenewalWindow, SealReminder } from '../../shared/model/seal-standing.ts';

/** The times at which a seal's rights run out; null for one that does not end. */
export interface SealClocks {
  readonly sealEnds: Date;
  readonly certificateEnds: Date | null;
  /** The time at which the revocation and status lists at hand become too old for sealing. */
  readonly listsEnd: Date | null;
  readonly idleFrom: Date | null;
}

/** Lists last for days, not for months, so a reminder from their first day on would say nothing. */
const LISTS_WARNING_DAYS = 2;

/** Lists the reminders that the holder of a seal needs now, the most urgent first. */
export function sealReminders(clocks: SealClocks, policy: PolicyProfile | null, now: Date): SealReminder[] {
  const { sealEnds, certificateEnds, listsEnd, idleFrom } = clocks;
  const together = certificateEnds?.getTime() === sealEnds.getTime();
  const validity = policy?.rules.renewal ?? policy?.rules.validity ?? null;
  const remind = (kind: ReminderKind, end: Date | null, rule: Clauses | null): SealReminder[] =>
    end === null || !isDue(kind, end, now) ? [] : [reminder(kind, end, rule, policy, now)];
  return [
    ...remind(together ? 'sealAndCertificate' : 'seal', sealEnds, validity),
    ...remind('certificate', together ? null : certificateEnds, validity),
    ...remind('lists', listsEnd, null),
    ...remind('idle', idleFrom, policy?.rules.idle ?? null),
  ].sort((one, other) => one.daysLeft - other.daysLeft);
}

function isDue(kind: ReminderKind, end: Date, now: Date): boolean {
  if (kind !== 'lists') return reminderDue(end, now) !== null;
  const days = daysUntil(end, now);
  return days > 0 && days <= LISTS_WARNING_DAYS;
}

function reminder(
  kind: ReminderKind,
  end: Date,
  rule: Clauses | null,
  policy: PolicyProfile | null,
  now: Date,
): SealReminder {
  const cited = policy === null || rule === null ? null : { policy, rule };
  return {
    kind,
    daysLeft: daysUntil(end, now),
    endsAt: end.toISOString(),
    clause: cited && citeClauses(cited.policy, cited.rule),
    clauseEn: cited && citeClauses(cited.policy, cited.rule, 'en'),
  };
}

/** The numbers of days before an end at which people are reminded, once each; the last one daily. */
const REMINDER_DAYS = [90, 30, 7] as const;

type ReminderDays = (typeof REMINDER_DAYS)[number];

/** Returns the nearest reminder that is due, or null if the end is far off or past. */
export function reminderDue(end: Date, now: Date): ReminderDays | null {
  const days = daysUntil(end, now);
  if (days === 0) return null;
  return REMINDER_DAYS.filter((before) => days <= before).at(-1) ?? null;
}

/**
 * Tells whether a seal may be renewed now by its platform's rules; null if they say nothing of renewal. The
 * 30 natural days (自然日) before expiry are counted back from the very moment.
 * @param validTo the end of the seal or of its certificate, whichever comes first
 */
export function renewalWindow(
  { rules }: Pick<PolicyProfile, 'rules'>,
  validTo: Date,
  now: Date,
): RenewalWindow | null {
  if (rules.renewal === null) return null;
  const { daysBefore, daysAfter, by } = rules.renewal;
  const opens = daysBefore === null ? null : addDays(validTo, -daysBefore);
  const closes = daysAfter === null ? null : addDays(validTo, daysAfter);
  return {
    state: stateOf(opens, closes, now),
    by,
    opensAt: opens?.toISOString() ?? null,
    closesAt: closes?.toISOString() ?? null,
  };
}

function stateOf(opens: Date | null, closes: Date | null, now: Date): RenewalWindow['state'] {
  if (opens !== null && now < opens) return 'notYet';
  return closes !== null && now > closes ? 'closed' : 'open';
}

/** The facts that this computer knows of a seal's use. */
interface SealUseFacts {
  /** The time of the last use in this computer's register; null if there is none. */
  readonly lastUse: Date | null;
  /** The time at which that register began; null if there is no register. */
  readonly registerBegan: Date | null;
  readonly validFrom: Date;
  /** The time at which the platform last ended a suspension; null if it never did. */
  readonly restoredAt: Date | null;
}

/**
 * Tells when a seal counts as unused for too long; null if the rules set no such limit. A register that began
 * later proves nothing of the time before it, so a seal that is new to a computer is not held to be idle.
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

const DAY_MS = 86_400_000;

/** Counts the days from now to an end, a begun day as a whole one; 0 only if the end is past. */
export function daysUntil(end: Date, now: Date): number {
  return Math.max(0, Math.ceil((end.getTime() - now.getTime()) / DAY_MS));
}

function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** Adds months and keeps the day; if the month has no such day, returns its last day. */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at.getTime());
  moved.setUTCMonth(moved.getUTCMonth() + months);
  if (moved.getUTCDate() !== at.getUTCDate()) moved.setUTCDate(0);
  return moved;
}
