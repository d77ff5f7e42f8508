import type { Clauses, PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { ReminderKind, RenewalWindow, SealReminder } from '../../shared/model/seal-standing.ts';
import { citeClauses } from '../../shared/policy/cite-clause.ts';

/** When each of a seal's clocks runs out; null for one that does not run. */
export interface SealClocks {
  readonly sealEnds: Date;
  readonly certificateEnds: Date | null;
  /** When the lists at hand become too old to seal by. */
  readonly listsEnd: Date | null;
  readonly idleFrom: Date | null;
}

/** Lists last for days, not for months: a reminder from their first day on would say nothing. */
const LISTS_WARNING_DAYS = 2;

/** What the holder of a seal is to be reminded of now, the soonest first. */
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

/** How many days before an end people are reminded: each once, and the last one daily. */
const REMINDER_DAYS = [90, 30, 7] as const;

type ReminderDays = (typeof REMINDER_DAYS)[number];

/** The nearest reminder that is due, or null where the end is far off or past. */
export function reminderDue(end: Date, now: Date): ReminderDays | null {
  const days = daysUntil(end, now);
  if (days === 0) return null;
  return REMINDER_DAYS.filter((before) => days <= before).at(-1) ?? null;
}

/**
 * Whether a seal may be renewed now, by the rules of its platform; null where they say nothing of renewal. 30
 * natural days (自然日) before expiry are counted back from the very moment.
 *
 * @param validTo of the seal or of its certificate, whichever ends first
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

/** What is known here of a seal's use. */
interface SealUseFacts {
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

const DAY_MS = 86_400_000;

/** Whole days from one moment to a later one, begun days counted: 0 only where the moment is past. */
export function daysUntil(end: Date, now: Date): number {
  return Math.max(0, Math.ceil((end.getTime() - now.getTime()) / DAY_MS));
}

function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** The same day so many months on; the last day of the month where there is none such. */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at.getTime());
  moved.setUTCMonth(moved.getUTCMonth() + months);
  if (moved.getUTCDate() !== at.getUTCDate()) moved.setUTCDate(0);
  return moved;
}
