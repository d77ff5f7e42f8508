/**
 * What a regulation of electronic seals demands, as dated data. A part that is null is not stated there. `clauses`
 * name articles as the regulation itself counts them ("第十二条", "第12条").
 */
export const POLICY_STATUSES = ['draft', 'trial', 'inForce'] as const;

export type PolicyStatus = (typeof POLICY_STATUSES)[number];

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

export interface SealKindsRule extends Clauses {
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

export interface IdleRule extends Clauses {
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

export interface ApprovalRule extends Clauses {
  /** `asForPhysicalSeal`: by the enterprise's own procedure, which the app does not know. */
  readonly demand: 'always' | 'asForPhysicalSeal' | 'mayBeAsForPhysicalSeal';
}

export interface EnterpriseDataRule extends Clauses {
  /** Registration data is checked when a seal is used, not only when it is applied for. */
  readonly checkedWhenUsing: boolean;
}

export interface CopiesRule extends Clauses {
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

export interface PolicyTerms {
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
