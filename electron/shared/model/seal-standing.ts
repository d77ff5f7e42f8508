import type { AppError } from '../errors.ts';
import type { SealStatus } from './seal-status.ts';

/** How old a list is, and how old it may be. */
export interface ListAge {
  /** ISO 8601; null where there never was one. */
  readonly asOf: string | null;
  readonly hours: number | null;
  readonly allowedHours: number;
  readonly stale: boolean;
}

/** When a seal may be renewed. Null bounds are open. */
export interface RenewalWindow {
  readonly state: 'notYet' | 'open' | 'closed';
  /** By the holder's application, or by the platform's service of itself. */
  readonly by: 'holder' | 'service';
  /** ISO 8601 */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** What comes to an end: certificate or seal, both at once, the use of lists as old as they are, the seal's use. */
export const REMINDER_KINDS = ['certificate', 'seal', 'sealAndCertificate', 'lists', 'idle'] as const;

export type ReminderKind = (typeof REMINDER_KINDS)[number];

export interface SealReminder {
  readonly kind: ReminderKind;
  /** Begun days that are left. */
  readonly daysLeft: number;
  /** ISO 8601 */
  readonly endsAt: string;
  /** Where the rule stands, in both languages; null where it is nobody's rule. */
  readonly clause: string | null;
  readonly clauseEn: string | null;
}

/** What the platform and the rules of the jurisdiction say of a seal now. */
export interface SealStanding {
  /** Null where no platform is configured. */
  readonly platformName: string | null;
  readonly status: SealStatus | null;
  /** Why sealing with it would be refused now; null where it would not. */
  readonly refusal: AppError | null;
  readonly renewal: RenewalWindow | null;
  /** Where the rules let it be used with an approval only: where that stands; null where they do not. */
  readonly approvalNeeded: { readonly clause: string; readonly clauseEn: string } | null;
  /** Soonest first. */
  readonly reminders: readonly SealReminder[];
}
