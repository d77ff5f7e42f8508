import type { AppError } from '../errors.ts';

/**
 * The states that a platform publishes of a seal: 可用, 停用, 注销, 已换领, 失效. Only 停用 may end again (恢复). "Revoked"
 * is a word for certificates, never for seals.
 */
export const SEAL_STATES = ['active', 'suspended', 'cancelled', 'replaced', 'void'] as const;

export type SealState = (typeof SEAL_STATES)[number];

/** The state that a platform has given a seal. */
export interface SealStatus {
  readonly esId: string;
  readonly state: SealState;
  /** ISO 8601; the start of the state, which may be before its publication. */
  readonly since: string;
  /** The reason in the platform's words; null if it gives none. */
  readonly reason: string | null;
  /** The esID of the seal that replaced it; null if there is none. */
  readonly replacedBy: string | null;
  /** The entry's number in the feed, which only goes up. */
  readonly number: number;
}

/** A claim (申报) acts on nothing until it is decided; a decision (决定) ends the claims before it. */
export const STATUS_EVENT_KINDS = ['claim', 'decision'] as const;

/**
 * One entry of a platform's status feed. Its five times are apart: what somebody claims, when the platform
 * received it, when an officer decided, when it was published, and from when it acts (`since`). Times are ISO 8601.
 */
export interface StatusEvent extends SealStatus {
  readonly kind: (typeof STATUS_EVENT_KINDS)[number];
  /** The time of the loss as its reporter claims it. Nothing follows from it. */
  readonly lostSince: string | null;
  /** Null if the event rests on no report. */
  readonly receivedAt: string | null;
  /** Null for a claim, and if it is not known. */
  readonly decidedAt: string | null;
  /** As the platform states it; null if it did not (versions 0.1.0 and 0.2.0). */
  readonly publishedAt: string | null;
  /**
   * The issue time of a page of the feed that did not have the event although it came after `publishedAt`, so that
   * the platform's statement is false; null if no page contradicts it.
   */
  readonly absentAt: string | null;
  /**
   * The issue time of the page by which the event was published at the latest, if `publishedAt` is missing or refuted;
   * else null.
   */
  readonly broughtAt: string | null;
}

/** An event as the platform publishes it. */
export type PublishedEvent = Omit<StatusEvent, 'absentAt' | 'broughtAt'>;

/** A report of a loss that nobody has decided on (挂失申报中). */
export interface LossClaim {
  /** The number of its event in the feed. */
  readonly number: number;
  readonly receivedAt: string;
  readonly lostSince: string | null;
  readonly reason: string | null;
}

/** All events that one platform has published of a seal. */
export interface SealHistory {
  readonly platform: string;
  /** ISO 8601; the issue time of the newest part of its feed on this computer. */
  readonly asOf: string;
  /** An event published later than this after the time from which it acts is a late one. */
  readonly lateAfterMs: number;
  /** In the order of the feed. */
  readonly events: readonly StatusEvent[];
}

/** The age of a list, and the age that is allowed. */
export interface ListAge {
  /** ISO 8601; null if there never was a list. */
  readonly asOf: string | null;
  readonly hours: number | null;
  readonly allowedHours: number;
  readonly stale: boolean;
}

/** The time in which a seal may be renewed. A null bound is open. */
export interface RenewalWindow {
  readonly state: 'notYet' | 'open' | 'closed';
  /** `holder`: by application of the holder; `service`: by the platform itself. */
  readonly by: 'holder' | 'service';
  /** ISO 8601 */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/**
 * The subject that ends: certificate, seal, both at once, the use of old lists, or the use of an unused seal.
 */
export type ReminderKind = 'certificate' | 'seal' | 'sealAndCertificate' | 'lists' | 'idle';

export interface SealReminder {
  readonly kind: ReminderKind;
  /** Days left; a started day counts. */
  readonly daysLeft: number;
  /** ISO 8601 */
  readonly endsAt: string;
  /** The citation of the rule in both languages; null if no rule demands it. */
  readonly clause: string | null;
  readonly clauseEn: string | null;
}

/** The standing of a seal now, by its platform and by the rules of the jurisdiction. */
/** The enterprise of a seal as its platform has last stated it. */
export interface CheckedEnterprise {
  readonly name: string;
  readonly representative: string | null;
  /** ISO 8601 */
  readonly checkedAt: string;
}

export interface SealStanding {
  /** Null if no platform is configured. */
  readonly platformName: string | null;
  readonly status: SealStatus | null;
  /** The reason why sealing with it would be refused now; null if it would not. */
  readonly refusal: AppError | null;
  readonly renewal: RenewalWindow | null;
  /** The citation of the rule that demands an approval before use; null if there is none. */
  readonly approvalNeeded: { readonly clause: string; readonly clauseEn: string } | null;
  /** The registration of the enterprise, where the rules want it checked at use and it was; else null. */
  readonly enterprise: CheckedEnterprise | null;
  /** Soonest first. */
  readonly reminders: readonly SealReminder[];
}
