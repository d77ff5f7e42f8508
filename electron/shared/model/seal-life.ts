import type { ApplicationPaper, ApplicationPaperKind } from './application-papers.ts';
import type { LossReport, Person } from './loss-report.ts';
import {
  type ApplicationReason,
  type CancellationReason,
  OPEN_REASONS,
  type ReplacementReason,
} from './policy-profile.ts';

/** The applications of a holder in the life of a seal: 续期, 换领, 注销. */
export const APPLICATION_KINDS = ['renewal', 'replacement', 'cancellation'] as const;

export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** All applications about seals: 申领 of a first one, and those in the life of one. */
export const FILED_KINDS = ['issue', ...APPLICATION_KINDS] as const;

export type FiledKind = (typeof FILED_KINDS)[number];

/** The kinds of seals that a first one can be applied for, the set of an enterprise (中山 第十条, 开封 第十二条). */
export const ISSUED_SEAL_KINDS = [
  '法定名称章',
  '财务专用章',
  '发票专用章',
  '合同专用章',
  '法定代表人名章',
] as const;

export type IssuedSealKind = (typeof ISSUED_SEAL_KINDS)[number];

/** The enterprise or person whose seal it is. */
export interface SealOwner {
  readonly name: string;
  /** Unified social credit code (统一社会信用代码); null if it is not known. */
  readonly code: string | null;
}

/** The states that a platform gives an application; `done` once its outcome is in effect. */
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

/** One state of an application, and the time from which this computer knows it. */
export interface ApplicationStep {
  readonly state: ApplicationState;
  readonly at: string;
}

/** An application as this computer follows it. Times are ISO 8601. */
export interface SealApplication {
  /** The number that the platform gave. */
  readonly number: string;
  readonly platformId: string;
  readonly kind: FiledKind;
  /** Null for a first seal, which has no number yet. */
  readonly esId: string | null;
  readonly sealName: string;
  readonly holder: SealOwner;
  /** An {@link ApplicationReason}; words in records of version 0.1.0. */
  readonly reason: string;
  /** The applicant's own words; null without any. */
  readonly reasonText: string | null;
  readonly applicant: Person;
  readonly tokenSerial: string;
  readonly state: ApplicationState;
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** The time of the last question to the platform. */
  readonly checkedAt: string;
  readonly steps: readonly ApplicationStep[];
  /** The kinds of papers that the platform wants before it looks at the application. */
  readonly demanded: readonly ApplicationPaperKind[];
  /** The papers that are added; they are on this computer until the platform has decided. */
  readonly papers: readonly ApplicationPaper[];
  /** The seal that the platform made; null before that, and for an application that makes none. */
  readonly newSeal: NewSeal | null;
}

/** A seal that the platform has made and that has to be written to the key. */
export interface NewSeal {
  readonly esId: string;
  readonly name: string;
  readonly validTo: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pictureType: string;
  /** Base64, as in records. */
  readonly picture: string;
  /** The time at which it was written to the key; null before that. */
  readonly storedAt: string | null;
}

/** Tells whether a reason says nothing without the applicant's own words. */
export function needsReasonText(reason: ApplicationReason): boolean {
  return OPEN_REASONS.includes(reason);
}

/** Tells whether a new seal is ready to be written to the key. */
export function awaitsStoring({ state, newSeal }: Pick<SealApplication, 'state' | 'newSeal'>): boolean {
  return newSeal?.storedAt === null && (state === 'approved' || state === 'done');
}

/** Tells whether the platform or the person has still something to do for an application. */
export function isOpen(application: Pick<SealApplication, 'kind' | 'state' | 'newSeal'>): boolean {
  const { kind, state, newSeal } = application;
  const undecided = state === 'draft' || state === 'underReview';
  const inTheMaking = state === 'approved' && kind !== 'cancellation' && newSeal === null;
  return undecided || inTheMaking || awaitsStoring(application);
}

/** Tells whether an application may be withdrawn, which it may until it is decided. */
export function mayWithdrawApplication({ state }: Pick<SealApplication, 'state'>): boolean {
  return state === 'draft' || state === 'underReview';
}

/** The longest time of a delegation, in days, and the most uses. */
export const MOST_DELEGATION_DAYS = 366;
export const MOST_DELEGATED_USES = 10_000;

/** An authorisation (授权) to use a seal: the person, the time, the number of uses and the purposes. Each has a limit. */
export interface DelegationGrant {
  readonly esId: string;
  /** 被授权人 */
  readonly person: string;
  readonly contact: string;
  /** ISO 8601 */
  readonly validFrom: string;
  readonly validTo: string;
  /** The most uses. */
  readonly uses: number;
  /** The purposes, one at least. */
  readonly purposes: readonly string[];
  /** True if the person enrols a key of their own; false for a key that the holder lends. */
  readonly ownKey: boolean;
}

/** A grant as the platform keeps it. */
export interface Delegation extends Omit<DelegationGrant, 'uses'> {
  /** Null for no limit, which is not granted any more. */
  readonly uses: number | null;
  /** The seal object of the person's own access; null before it is taken, and for a key that is lent. */
  readonly delegateEsId: string | null;
  /** The code with which the person takes the access; null once it is taken, and where this computer was never told. */
  readonly code: string | null;
  readonly number: string;
  readonly grantedAt: string;
  /** The time at which it was ended early; null if it was not. */
  readonly endedAt: string | null;
}

/**
 * Tells whether a delegation lacks a limit that each must have now, as earlier ones may: an end within a year, a number of
 * uses, a purpose. It stays in force, and is to be granted anew.
 */
export function isUnlimited({
  validFrom,
  validTo,
  uses,
  purposes,
}: Pick<Delegation, 'validFrom' | 'validTo' | 'uses' | 'purposes'>): boolean {
  const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
  const isCounted = uses !== null && uses >= 1 && uses <= MOST_DELEGATED_USES;
  return (
    !(days > 0 && days <= MOST_DELEGATION_DAYS) || !isCounted || !purposes.some((each) => each.trim() !== '')
  );
}

type DelegationState = 'inForce' | 'notYet' | 'over' | 'ended';

/** Returns the state of a delegation. @param now milliseconds since 1970 */
export function delegationState(delegation: Delegation, now: number): DelegationState {
  if (delegation.endedAt !== null) return 'ended';
  if (now < Date.parse(delegation.validFrom)) return 'notYet';
  return now > Date.parse(delegation.validTo) ? 'over' : 'inForce';
}

/**
 * The rules of a seal's platform about applications and delegations. Reasons are null if the rules list none.
 */
export interface SealLifeRules {
  readonly platformName: string;
  /** How the rules call whose seal it is: 持有人 or 所有者; null without rules. */
  readonly owner: string | null;
  readonly replacementReasons: readonly ReplacementReason[] | null;
  readonly cancellationReasons: readonly CancellationReason[] | null;
  /** The fate of the former seal when it is replaced; null if the rules do not say. */
  readonly former: 'voidAtOnce' | 'voidWhenReplaced' | 'cancelled' | null;
  /** The papers that the rules want with each application of a holder who acts in person. */
  readonly papers: Readonly<Record<ApplicationKind, readonly ApplicationPaperKind[]>>;
  /** The citation of each rule in both languages; null if there is no such rule. */
  readonly clauses: Readonly<
    Record<'renewal' | 'replacement' | 'cancellation' | 'delegation', Citation | null>
  >;
}

export interface Citation {
  readonly zh: string;
  readonly en: string;
}

export interface LossReportView extends LossReport {
  /** True if its withdrawal may be applied for now. */
  readonly mayWithdraw: boolean;
  /** The citation of the rule about loss reports. */
  readonly clause: Citation | null;
}

/** All reports, applications and delegations that this computer follows. */
export interface SealLifeView {
  /** Newest first. */
  readonly losses: readonly LossReportView[];
  /** Newest first. */
  readonly applications: readonly SealApplication[];
  readonly delegations: readonly Delegation[];
  /** The rules by esID, for the seals on the keys that are plugged in; absent for a seal of no platform. */
  readonly rules: Readonly<Record<string, SealLifeRules>>;
  readonly hasPlatform: boolean;
  /** The platforms that a first seal can be applied for at. */
  readonly issuers: readonly SealIssuer[];
}

/** A platform that makes first seals. */
export interface SealIssuer {
  readonly id: string;
  readonly name: string;
  /** The citation of the rule about the papers; null if there is none. */
  readonly clause: Citation | null;
}

/** A platform's decision or receipt, sent as soon as it is known. */
export type SealLifeNews =
  | { readonly kind: 'loss'; readonly report: LossReport }
  | { readonly kind: 'application'; readonly application: SealApplication };
