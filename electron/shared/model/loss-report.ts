/** The roles in which a person acts for the holder: 持有人, 法定代表人, 保管人, 经办人. */
export const PERSON_ROLES = ['holder', 'legalRepresentative', 'keeper', 'agent'] as const;

export type PersonRole = (typeof PERSON_ROLES)[number];

/** The person who files an application or a report. */
export interface Person {
  readonly name: string;
  readonly role: PersonRole;
  /** Telephone or email. */
  readonly contact: string;
}

/** A seal as a person can name it without its key. */
export interface NamedSeal {
  /** Null if the seal is known by its name alone. */
  readonly esId: string | null;
  readonly sealName: string;
  readonly holderName: string;
  /** Unified social credit code (统一社会信用代码); null if it is not known. */
  readonly holderCode: string | null;
  readonly tokenSerial: string | null;
}

/** A person's statement that a seal or its key is lost. It needs neither key nor PIN. */
export interface LossStatement extends NamedSeal {
  readonly reporter: Person;
  /** The event, in the reporter's words. */
  readonly what: string;
  /** ISO 8601; null if the time is not known. */
  readonly lostAt: string | null;
}

/**
 * The states that a platform gives a report: 待核实 (nothing follows from it), 挂失申报中, 已停用, 已驳回, 已撤回.
 */
export const LOSS_STATES = ['unauthorised', 'received', 'inForce', 'rejected', 'withdrawn'] as const;

export type LossState = (typeof LOSS_STATES)[number];

export const LOSS_CONTACT_KINDS = ['telephone', 'mail'] as const;

/** A contact that the platform has on file of a seal's holder, to which it can send a one-time code. */
export interface LossContact {
  readonly id: string;
  readonly kind: (typeof LOSS_CONTACT_KINDS)[number];
  /** So much of it that its owner knows it again. */
  readonly masked: string;
}

/** The code that was sent last, and how long it is good. */
export interface SentLossCode {
  readonly contactId: string;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
}

/** `queued`: not sent yet; the platform gives the other states. */
export const WITHDRAWAL_STATES = ['queued', 'underReview', 'approved', 'rejected'] as const;

export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

interface LossWithdrawal {
  readonly reason: string;
  readonly askedAt: string;
  readonly state: WithdrawalState;
  readonly decisionReason: string | null;
}

/**
 * A loss report (挂失) made on this computer. It blocks the seal here from the moment it is made, sent or not;
 * only a withdrawal that the platform has approved ends that. Times are ISO 8601.
 */
export interface LossReport extends LossStatement {
  /** Also the idempotency key under which it is sent. */
  readonly id: string;
  /** The number for the person to use until the platform has given one. */
  readonly localNumber: string;
  /** The platform's id in the configuration; null if this computer knows no platform. */
  readonly platformId: string | null;
  readonly reportedAt: string;
  /** The platform's answer; null before the report was sent. */
  readonly received: {
    readonly number: string;
    /** The time at which it was authorised, which counts as its receipt; null before that. */
    readonly receivedAt: string | null;
    readonly state: LossState;
    readonly decidedAt: string | null;
    readonly decisionReason: string | null;
    /** The contacts that a code may be sent to; empty once the report is authorised. */
    readonly contacts: readonly LossContact[];
    readonly code: SentLossCode | null;
    /** The time of the last question to the platform. */
    readonly checkedAt: string;
  } | null;
  /** The platform's refusal; null if it accepted the report or was not asked. */
  readonly refused: { readonly at: string; readonly title: string } | null;
  readonly withdrawal: LossWithdrawal | null;
}

/** Tells whether a report keeps its seal from being used here. */
export function isStanding(report: LossReport): boolean {
  if (report.received?.state === 'withdrawn') return false;
  return !(isTurnedDown(report) && report.withdrawal?.state === 'approved');
}

/** Tells whether the platform has not accepted a report, so that it can be ended on this computer alone. */
export function isTurnedDown({ received, refused }: LossReport): boolean {
  return received === null ? refused !== null : received.state === 'rejected';
}

/** Tells whether a report lies at the platform and waits for its one-time code. */
export function awaitsCode(report: LossReport): boolean {
  return report.received?.state === 'unauthorised' && isStanding(report);
}

/** Returns the number by which people name a report. */
export function reportNumber({ received, localNumber }: LossReport): string {
  return received?.number ?? localNumber;
}

/** The sources from which this computer knows a seal, the most reliable first. */
export const SEAL_SOURCES = ['token', 'seen', 'platform', 'register', 'file'] as const;

type SealSource = (typeof SEAL_SOURCES)[number];

/** A seal that a person may report as lost without its key at hand. */
export interface KnownSeal extends NamedSeal {
  readonly source: SealSource;
}

/** A counterpart for whom a seal was used recently. */
export interface RecentCounterpart {
  readonly name: string;
  /** ISO 8601, of the last use. */
  readonly lastUse: string;
  readonly uses: number;
}

/** The facts of a notice of a lost seal; the window writes the notice in the person's language. */
export interface LossNoticeDraft {
  readonly reportId: string;
  readonly months: number;
  /** The latest first; empty if the register names none. */
  readonly counterparts: readonly RecentCounterpart[];
}

/**
 * Returns the other seals of the keys that a report is about: who has lost a key has lost all of them.
 * @param reported the seals of the report
 * @param standing esIDs of seals that are reported lost already
 */
export function sealsLeft(
  known: readonly KnownSeal[],
  reported: readonly NamedSeal[],
  standing: ReadonlySet<string | null>,
): readonly KnownSeal[] {
  const keys = new Set(reported.map(({ tokenSerial }) => tokenSerial));
  const named = new Set(reported.map(({ esId }) => esId));
  return known.filter(
    ({ esId, tokenSerial }) =>
      tokenSerial !== null && keys.has(tokenSerial) && !named.has(esId) && !standing.has(esId),
  );
}
