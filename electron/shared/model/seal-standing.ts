import type { AppError } from '../errors.ts';

/**
 * The states that a platform publishes of a seal: 可用, 停用, 注销, 已换领, 失效. Only 停用 may end again (恢复);
 * a seal is never called revoked, that is a word of certificates.
 */
export const SEAL_STATES = ['active', 'suspended', 'cancelled', 'replaced', 'void'] as const;

export type SealState = (typeof SEAL_STATES)[number];

/** One entry of a platform's status feed. */
export interface SealStatus {
  readonly esId: string;
  readonly state: SealState;
  /** ISO 8601; from when the state holds, which may be before it was published. */
  readonly since: string;
  /** In the platform's words; null where it gives none. */
  readonly reason: string | null;
  /** The esID of the seal that took its place; null where there is none. */
  readonly replacedBy: string | null;
  /** The entry's number in the feed, which only goes up. */
  readonly number: number;
}

/** All that one platform has published of a seal. */
export interface SealHistory {
  readonly platform: string;
  /** ISO 8601; when the platform issued the newest part of its feed that is at hand. */
  readonly asOf: string;
  /** In the order of the feed. */
  readonly events: readonly SealStatus[];
}

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
export type ReminderKind = 'certificate' | 'seal' | 'sealAndCertificate' | 'lists' | 'idle';

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
