/** In which role somebody acts for the holder: 持有人, 法定代表人, 保管人, 经办人. */
export const PERSON_ROLES = ['holder', 'legalRepresentative', 'keeper', 'agent'] as const;

export type PersonRole = (typeof PERSON_ROLES)[number];

/** Who files an application or a report. */
export interface Person {
  readonly name: string;
  readonly role: PersonRole;
  /** Telephone or mail. */
  readonly contact: string;
}

/** A seal as a person can name it without its key. */
export interface NamedSeal {
  /** Null where the seal is known by its name alone. */
  readonly esId: string | null;
  readonly sealName: string;
  readonly holderName: string;
  /** Unified social credit code (统一社会信用代码); null where it is not known. */
  readonly holderCode: string | null;
  readonly tokenSerial: string | null;
}

/** What a person says when a seal or its key is lost. Neither key nor PIN is needed for it. */
export interface LossStatement extends NamedSeal {
  readonly reporter: Person;
  /** What happened, in the reporter's words. */
  readonly what: string;
  /** ISO 8601; null where nobody knows when. */
  readonly lostAt: string | null;
}

/** The platform's word on a report: 已收到, 已生效, 已撤回. */
export const LOSS_STATES = ['received', 'inForce', 'withdrawn'] as const;

export type LossState = (typeof LOSS_STATES)[number];

/** `queued`: not sent yet; the others are the platform's. */
export const WITHDRAWAL_STATES = ['queued', 'underReview', 'approved', 'rejected'] as const;

export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

interface LossWithdrawal {
  readonly reason: string;
  readonly askedAt: string;
  readonly state: WithdrawalState;
  readonly decisionReason: string | null;
}

/**
 * A loss report (挂失) made on this computer. It blocks the seal here from the moment it was made, whether or not
 * it was sent; only a withdrawal that the platform has approved ends that. Times are ISO 8601.
 */
export interface LossReport extends LossStatement {
  /** Also the idempotency key under which it is sent. */
  readonly id: string;
  /** What the person can name it by before the platform has given a number. */
  readonly localNumber: string;
  /** Of the configuration; null where this computer knows no platform. */
  readonly platformId: string | null;
  readonly reportedAt: string;
  /** What the platform said of it; null before it was sent. */
  readonly received: {
    readonly number: string;
    readonly receivedAt: string;
    readonly state: LossState;
    /** When the platform was last asked. */
    readonly checkedAt: string;
  } | null;
  /** Why the platform did not take it; null where it did, or was not asked. */
  readonly refused: { readonly at: string; readonly title: string } | null;
  readonly withdrawal: LossWithdrawal | null;
}

/** Whether a report keeps its seal from being used here. */
export function isStanding({ received, refused, withdrawal }: LossReport): boolean {
  if (received !== null) return received.state !== 'withdrawn';
  return !(refused !== null && withdrawal?.state === 'approved');
}

/** The number that people name a report by. */
export function reportNumber({ received, localNumber }: LossReport): string {
  return received?.number ?? localNumber;
}

/** From where this computer knows a seal; the surest first. */
export const SEAL_SOURCES = ['token', 'seen', 'platform', 'register', 'file'] as const;

type SealSource = (typeof SEAL_SOURCES)[number];

/** A seal that somebody may report as lost without having its key at hand. */
export interface KnownSeal extends NamedSeal {
  readonly source: SealSource;
}

/** Somebody for whom a seal was used lately. */
export interface RecentCounterpart {
  readonly name: string;
  /** ISO 8601, of the last use. */
  readonly lastUse: string;
  readonly uses: number;
}

/** What a notice of a lost seal is made of; the window words it in the person's language. */
export interface LossNoticeDraft {
  readonly reportId: string;
  readonly months: number;
  /** The latest first; empty where the register names none. */
  readonly counterparts: readonly RecentCounterpart[];
}
