import type { AppError, ErrorDetails } from '../errors.ts';
import type { Language } from './app-info.ts';

/**
 * What a regulation of electronic seals demands, as dated data. A part that is null is not stated there. `clauses`
 * name articles as the regulation itself counts them ("第十二条", "第12条").
 */
export const POLICY_STATUSES = ['draft', 'trial', 'inForce'] as const;

type PolicyStatus = (typeof POLICY_STATUSES)[number];

/** Where a rule stands. */
export interface Clauses {
  readonly clauses: readonly string[];
}

/** A duty that is not for the app to judge but to keep in sight, in the regulation's words. */
export interface StatedDuty extends Clauses {
  readonly text: string;
}

export const REPLACEMENT_REASONS = [
  'typeChange',
  'unitChange',
  'nameChange',
  'representativeChange',
  'personalNameChange',
  'dataChange',
  'keyLeak',
  'damage',
  'theft',
  'loss',
  'physicalSealChanged',
  'unusable',
] as const;

export type ReplacementReason = (typeof REPLACEMENT_REASONS)[number];

export const CANCELLATION_REASONS = [
  'dissolved',
  'merged',
  'movedAway',
  'renamed',
  'licenceRevoked',
  'physicalSealRetired',
  'physicalSealVoid',
  'noLongerUsed',
  'lapsed',
  'outOfControl',
  'keyLeak',
  'damage',
  'theft',
  'loss',
] as const;

export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

interface SealKindsRule extends Clauses {
  readonly kinds: readonly string[];
  /** Issued together as one set. */
  readonly asSet: boolean;
}

/** How the picture relates to the physical seal, and whether the applicant confirms it before its first use. */
export interface PictureRule extends Clauses {
  readonly match: 'identical' | 'asRegistered' | 'essentiallyAsPhysical';
  readonly platformMade: boolean;
  readonly confirmedBeforeUse: boolean;
}

export interface StorageRule extends Clauses {
  /** Whether the seal itself must lie in the device too, not only its key: it may then not come from a folder. */
  readonly sealInDevice: boolean;
  readonly governmentCloud: boolean;
}

export interface ValidityRule extends Clauses {
  /** From issue; null where the regulation names no length. */
  readonly months: number | null;
  readonly asCertificate: 'always' | 'whereBound' | 'no';
  readonly asPhysicalSeal: boolean;
}

export interface RenewalRule extends Clauses {
  /** How long before expiry the window opens; null where it is not bound to days. */
  readonly daysBefore: number | null;
  /** How long after expiry renewal is still possible: 0 for not at all, null for without end. */
  readonly daysAfter: number | null;
  readonly by: 'holder' | 'service';
}

export interface PinRule extends Clauses {
  /** Whether the holder changes the PIN freely, or every change is applied for. */
  readonly change: 'free' | 'byApplication';
  /** To be changed regularly. */
  readonly regularly: boolean;
  /** A reset is applied for, with papers of identity. */
  readonly resetByApplication: boolean;
}

interface IdleRule extends Clauses {
  /** A seal unused for so long is suspended and must be applied for anew. */
  readonly months: number;
}

export interface ReplacementRule extends Clauses {
  readonly reasons: readonly ReplacementReason[];
  /** What becomes of the former seal; null where that is not stated. */
  readonly former: 'voidAtOnce' | 'voidWhenReplaced' | 'cancelled' | null;
}

export interface CancellationRule extends Clauses {
  readonly reasons: readonly CancellationReason[];
  readonly writtenApplication: boolean;
  /** The holder must report at once. */
  readonly atOnce: boolean;
}

export interface LossReportRule extends Clauses {
  /** Whether suspension is one of the ways, from which a seal can come back. */
  readonly withdrawal: boolean;
}

interface ApprovalRule extends Clauses {
  /** `asForPhysicalSeal`: by the enterprise's own procedure, which the app does not know. */
  readonly demand: 'always' | 'asForPhysicalSeal' | 'mayBeAsForPhysicalSeal';
}

interface EnterpriseDataRule extends Clauses {
  /** Registration data is checked when a seal is used, not only when it is applied for. */
  readonly checkedWhenUsing: boolean;
}

interface CopiesRule extends Clauses {
  /** What prints and conversions carry. */
  readonly notice: string;
}

/** Not of the regulation but of whoever runs the platform: how long the client goes on without it. */
export interface OfflineLimits {
  readonly sealingHours: number;
  readonly plainValidHours: number;
  readonly enterpriseDataHours: number;
  readonly clockToleranceMinutes: number;
}

interface PolicyTerms {
  /** 用印台账 or 用章登记. */
  readonly register: string;
  /** 用印审批 or 用章审批. */
  readonly approval: string;
}

export interface PolicyRules {
  readonly sealKinds: SealKindsRule | null;
  readonly dataFormat: StatedDuty | null;
  readonly picture: PictureRule | null;
  readonly storage: StorageRule | null;
  readonly validity: ValidityRule | null;
  readonly renewal: RenewalRule | null;
  readonly pin: PinRule | null;
  readonly idle: IdleRule | null;
  readonly replacement: ReplacementRule | null;
  readonly cancellation: CancellationRule | null;
  /** Why the platform may suspend a seal (停用), other than for idleness. */
  readonly suspension: StatedDuty | null;
  readonly lossReport: LossReportRule | null;
  readonly afterEnd: StatedDuty | null;
  readonly approval: ApprovalRule | null;
  readonly register: Clauses | null;
  readonly keeper: StatedDuty | null;
  readonly delegation: StatedDuty | null;
  readonly papers: StatedDuty | null;
  readonly enterpriseData: EnterpriseDataRule | null;
  readonly copies: CopiesRule | null;
  readonly archive: StatedDuty | null;
  readonly disputes: StatedDuty | null;
  readonly records: StatedDuty | null;
  readonly connectedSystems: StatedDuty | null;
  readonly conditions: StatedDuty | null;
  readonly stateSecrets: StatedDuty | null;
}

export interface PolicyProfile {
  readonly id: string;
  /** 中山, 宿迁, … */
  readonly jurisdiction: { readonly zh: string; readonly en: string };
  /** Without 《》. */
  readonly title: string;
  /** Null where the text names none, as drafts do. */
  readonly issuer: string | null;
  readonly documentNumber: string | null;
  readonly status: PolicyStatus;
  /** 草案 or 征求意见稿: what a draft calls itself; null for what is no draft. */
  readonly draftTerm: string | null;
  /** Days, YYYY-MM-DD, both inclusive; null where open or not stated. */
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** The id of the profile that takes its place once in effect; null for none known. */
  readonly supersededBy: string | null;
  /** The ids of profiles whose place it takes, for one that is added later. */
  readonly supersedes: readonly string[];
  /** How it ends other than by date. */
  readonly lapses: StatedDuty | null;
  readonly rules: PolicyRules;
  readonly limits: OfflineLimits;
  readonly terms: PolicyTerms;
}

/** How a profile stands at a time. A draft is in effect nowhere, though a platform may go by it. */
export type PolicyStanding = 'draft' | 'notYet' | 'inEffect' | 'ended';

export interface StandingPolicy {
  readonly profile: PolicyProfile;
  readonly standing: PolicyStanding;
}

/** A configured platform and the rules that hold for its seals. */
export interface PlatformPolicy {
  readonly platformId: string;
  readonly platformName: string;
  /** As its configuration names it; what took its place since is in `policy`. */
  readonly profileId: string;
  /** Null where nobody knows the profile: its seals are then not used. */
  readonly policy: StandingPolicy | null;
}

/** What the settings show of rules. */
export interface PolicyView {
  readonly platforms: readonly PlatformPolicy[];
  /** All that are known here. */
  readonly profiles: readonly StandingPolicy[];
  /** Files of rules, or of platforms, that cannot be used. */
  readonly problems: readonly AppError[];
}

/** What citing takes of a profile. */
type CitedProfile = Pick<PolicyProfile, 'id' | 'title' | 'status' | 'draftTerm'>;

/**
 * A rule as it may be quoted to a person: 《…办法》第十二条. A draft is never cited as law: it is named one, and that
 * it is not in force is said.
 */
export function citeClauses(
  profile: CitedProfile,
  { clauses }: Clauses,
  language: Language = 'zh-CN',
): string {
  const articles = clauses.join('、');
  if (profile.status !== 'draft') return `《${profile.title}》${articles}`;
  const named = `《${profile.title}》（${profile.draftTerm ?? '草案'}）${articles}`;
  return language === 'en' ? `${named} (a draft, not in force)` : `${named}，尚未施行，由平台按此办理`;
}

/** The facts by which a refusal names its basis, in both languages. */
export function citationDetails(profile: CitedProfile, rule: Clauses | null): ErrorDetails {
  if (rule === null) return { clause: null, clauseEn: null, profile: profile.id };
  return {
    clause: citeClauses(profile, rule),
    clauseEn: citeClauses(profile, rule, 'en'),
    profile: profile.id,
  };
}
