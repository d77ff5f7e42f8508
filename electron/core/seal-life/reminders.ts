import { type Clauses, type PolicyProfile, citeClauses } from '../../shared/model/policy-profile.ts';
import type { ReminderKind, SealReminder } from '../../shared/model/seal-standing.ts';
import { daysUntil } from './days.ts';
import { reminderDue } from './reminder.ts';

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
