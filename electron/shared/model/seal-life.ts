import type { LossReport, Person } from './loss-report.ts';
import type { CancellationReason, ReplacementReason } from './policy-profile.ts';

/** 续期, 换领, 注销: what a holder applies for in the life of a seal. */
export const APPLICATION_KINDS = ['renewal', 'replacement', 'cancellation'] as const;

export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** The states that a platform gives an application; `done` where its outcome is in effect. */
export const APPLICATION_STATES = [
  'draft',
  'underReview',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'done',
] as const;

export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** One state that an application was in, and since when this computer knows. */
export interface ApplicationStep {
  readonly state: ApplicationState;
  readonly at: string;
}

/** An application as this computer follows it. Times are ISO 8601. */
export interface SealApplication {
  /** The platform's. */
  readonly number: string;
  readonly platformId: string;
  readonly kind: ApplicationKind;
  readonly esId: string;
  readonly sealName: string;
  readonly reason: string;
  readonly applicant: Person;
  readonly tokenSerial: string;
  readonly state: ApplicationState;
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** When the platform was last asked. */
  readonly checkedAt: string;
  readonly steps: readonly ApplicationStep[];
  /** The seal that the platform made; null before it has, and where none is made. */
  readonly newSeal: NewSeal | null;
}

/** A seal that the platform has made and that is to be written to the key. */
export interface NewSeal {
  readonly esId: string;
  readonly name: string;
  readonly validTo: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pictureType: string;
  /** Base64, as in records. */
  readonly picture: string;
  /** When it was written to the key; null while that is to be done. */
  readonly storedAt: string | null;
}

/** Whether a new seal lies ready to be written to the key. */
export function awaitsStoring({ state, newSeal }: Pick<SealApplication, 'state' | 'newSeal'>): boolean {
  return newSeal?.storedAt === null && (state === 'approved' || state === 'done');
}

/** Whether something is still to come of an application, from the platform or from the person. */
export function isOpen(application: Pick<SealApplication, 'kind' | 'state' | 'newSeal'>): boolean {
  const { kind, state, newSeal } = application;
  const undecided = state === 'draft' || state === 'underReview';
  const inTheMaking = state === 'approved' && kind !== 'cancellation' && newSeal === null;
  return undecided || inTheMaking || awaitsStoring(application);
}

/** What a person is authorised to do with a seal (授权): by whom it may be used, how long, how often, what for. */
export interface DelegationGrant {
  readonly esId: string;
  /** 被授权人 */
  readonly person: string;
  readonly contact: string;
  /** ISO 8601 */
  readonly validFrom: string;
  readonly validTo: string;
  /** How often at most; null for no limit. */
  readonly uses: number | null;
  /** What for; empty for no limit. */
  readonly purposes: readonly string[];
}

/** A grant as the platform keeps it. */
export interface Delegation extends DelegationGrant {
  readonly number: string;
  readonly grantedAt: string;
  /** When it was ended before its time; null where it was not. */
  readonly endedAt: string | null;
}

type DelegationState = 'inForce' | 'notYet' | 'over' | 'ended';

/** @param now ISO 8601 or milliseconds */
export function delegationState(delegation: Delegation, now: number): DelegationState {
  if (delegation.endedAt !== null) return 'ended';
  if (now < Date.parse(delegation.validFrom)) return 'notYet';
  return now > Date.parse(delegation.validTo) ? 'over' : 'inForce';
}

/** What the rules of a seal's platform say of the acts in its life. Reasons are null where none are listed. */
export interface SealLifeRules {
  readonly platformName: string;
  readonly replacementReasons: readonly ReplacementReason[] | null;
  readonly cancellationReasons: readonly CancellationReason[] | null;
  /** What becomes of the former seal when it is replaced; null where the rules do not say. */
  readonly former: 'voidAtOnce' | 'voidWhenReplaced' | 'cancelled' | null;
  /** Where each rule stands, ready to be cited, in both languages; null where there is none. */
  readonly clauses: Readonly<
    Record<'renewal' | 'replacement' | 'cancellation' | 'delegation', Citation | null>
  >;
}

export interface Citation {
  readonly zh: string;
  readonly en: string;
}

export interface LossReportView extends LossReport {
  /** Whether its withdrawal may be asked for now. */
  readonly mayWithdraw: boolean;
  /** Where the rule of loss reports stands. */
  readonly clause: Citation | null;
}

/** All that this computer follows of seals' lives. */
export interface SealLifeView {
  /** Newest first. */
  readonly losses: readonly LossReportView[];
  /** Newest first. */
  readonly applications: readonly SealApplication[];
  readonly delegations: readonly Delegation[];
  /** By esID, of the seals on the keys that are there; absent for a seal that belongs to no platform. */
  readonly rules: Readonly<Record<string, SealLifeRules>>;
  readonly hasPlatform: boolean;
}

/** What a platform has decided or taken, told as it becomes known. */
export type SealLifeNews =
  | { readonly kind: 'loss'; readonly report: LossReport }
  | { readonly kind: 'application'; readonly application: SealApplication };
