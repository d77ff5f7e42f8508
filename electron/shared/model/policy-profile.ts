import type { AppError, ErrorDetails } from '../errors.ts';
import type { Language } from './app-info.ts';
import type { UseRole } from './approval.ts';

/**
 * The requirements of a regulation of electronic seals, as dated data. A part is null if the regulation does
 * not state it. `clauses` name articles as the regulation itself counts them ("第十二条", "第12条").
 */
export const POLICY_STATUSES = ['draft', 'trial', 'inForce'] as const;

export const POLICY_TEXT_SOURCES = ['text', 'secondary'] as const;

type PolicyTextSource = (typeof POLICY_TEXT_SOURCES)[number];

type PolicyStatus = (typeof POLICY_STATUSES)[number];

/**
 * The articles in which a rule stands; none where the text was not at hand and nobody names the article.
 */
export interface Clauses {
  readonly clauses: readonly string[];
}

/** A duty that the program shows in the regulation's words and does not judge. */
export interface StatedDuty extends Clauses {
  readonly text: string;
}

/**
 * The reasons of a replacement (换领, 重新申领, 重新制作), from all regulations. `other` is what a regulation leaves open by
 * 等 or 其他情形.
 */
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
  'validityOver',
  'carrierDamaged',
  'carrierLost',
  'creationDataLeaked',
  'lapsed',
  'outOfControl',
  'longUnused',
  'unusable',
  'other',
] as const;

export type ReplacementReason = (typeof REPLACEMENT_REASONS)[number];

/** The reasons of a cancellation (注销), from all regulations. */
export const CANCELLATION_REASONS = [
  'dissolved',
  'merged',
  'movedAway',
  'renamed',
  'licenceRevoked',
  'withdrawn',
  'bankrupt',
  'divided',
  'physicalSealRetired',
  'physicalSealVoid',
  'noLongerUsed',
  'lapsed',
  'outOfControl',
  'keyLeak',
  'damage',
  'theft',
  'loss',
  'other',
] as const;

export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

/** The reasons of all applications. A renewal (续期) has one alone. */
export const APPLICATION_REASONS = [
  ...new Set([...REPLACEMENT_REASONS, ...CANCELLATION_REASONS, 'validityEnds'] as const),
] as const;

export type ApplicationReason = ReplacementReason | CancellationReason | 'validityEnds';

/** The reasons that say nothing by themselves: the applicant explains them. */
export const OPEN_REASONS: readonly ApplicationReason[] = ['other', 'unusable'];

interface SealKindsRule extends Clauses {
  readonly kinds: readonly string[];
  /** True if the kinds are issued together as one set. */
  readonly asSet: boolean;
}

/**
 * The relation of the picture to the physical seal, and whether the applicant confirms it before its first
 * use.
 */
export interface PictureRule extends Clauses {
  readonly match: 'identical' | 'asRegistered' | 'essentiallyAsPhysical';
  readonly platformMade: boolean;
  readonly confirmedBeforeUse: boolean;
}

export interface StorageRule extends Clauses {
  /**
   * True if the seal itself, not only its key, must lie in the device: it may then not come from a folder.
   */
  readonly sealInDevice: boolean;
  readonly governmentCloud: boolean;
}

export interface ValidityRule extends Clauses {
  /** Months from issue; null if the regulation names no length. */
  readonly months: number | null;
  readonly asCertificate: 'always' | 'whereBound' | 'no';
  readonly asPhysicalSeal: boolean;
}

export interface RenewalRule extends Clauses {
  /** Days before expiry from which renewal is possible; null if it is not bound to days. */
  readonly daysBefore: number | null;
  /** Days after expiry in which renewal is still possible: 0 for none, null for no end. */
  readonly daysAfter: number | null;
  readonly by: 'holder' | 'service';
}

export interface PinRule extends Clauses {
  /** `free`: the holder changes the PIN at will; `byApplication`: every change needs an application. */
  readonly change: 'free' | 'byApplication';
  /** True if the PIN must be changed regularly. */
  readonly regularly: boolean;
  /** True if a reset needs an application with papers of identity. */
  readonly resetByApplication: boolean;
}

interface IdleRule extends Clauses {
  /** Months without use after which a seal is suspended and must be applied for again. */
  readonly months: number;
}

export interface ReplacementRule extends Clauses {
  readonly reasons: readonly ReplacementReason[];
  /** True if it is applied for as a first seal is, with the same papers. */
  readonly asFirstSeal: boolean;
  /** The fate of the former seal; null if the regulation does not state it. */
  readonly former: 'voidAtOnce' | 'voidWhenReplaced' | 'cancelled' | null;
}

export interface CancellationRule extends Clauses {
  readonly reasons: readonly CancellationReason[];
  readonly writtenApplication: boolean;
  /** True if the holder must report at once. */
  readonly atOnce: boolean;
}

export interface LossReportRule extends Clauses {
  /** True if the holder may choose a suspension, from which the seal can be restored. */
  readonly withdrawal: boolean;
}

interface ApprovalRule extends Clauses {
  /** `asForPhysicalSeal`: by the enterprise's own procedure, which the program does not know. */
  readonly demand: 'always' | 'asForPhysicalSeal' | 'mayBeAsForPhysicalSeal';
}

interface FourEyesRule extends Clauses {
  /** The parts in a use that must be different people's. */
  readonly among: readonly UseRole[];
}

interface EnterpriseDataRule extends Clauses {
  /** True if registration data are checked when a seal is used, not only when it is applied for. */
  readonly checkedWhenUsing: boolean;
}

interface CopiesRule extends Clauses {
  /** The notice that prints and conversions carry. */
  readonly notice: string;
}

/**
 * The time for which the client works without the platform. The platform's operator sets it, not the
 * regulation.
 */
export interface OfflineLimits {
  readonly sealingHours: number;
  readonly plainValidHours: number;
  readonly enterpriseDataHours: number;
  readonly clockToleranceMinutes: number;
  /** Whether an approval may be used when the platform cannot confirm that it was not used elsewhere. */
  readonly unclaimedApprovals: 'onRecord' | 'refused';
  /** An event or a revocation that is published later than this after the time from which it acts is late. */
  readonly lateEventHours: number;
}

interface PolicyTerms {
  /** 用印台账 or 用章登记. */
  readonly register: string;
  /** 用印审批 or 用章审批. */
  readonly approval: string;
  /** 持有人 or 所有者: the enterprise or person whose seal it is. */
  readonly owner: string;
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
  /** The reasons for which the platform may suspend a seal (停用), other than long disuse. */
  readonly suspension: StatedDuty | null;
  readonly lossReport: LossReportRule | null;
  readonly afterEnd: StatedDuty | null;
  readonly approval: ApprovalRule | null;
  /** Null leaves it to the enterprise who applies, approves and seals. */
  readonly fourEyes: FourEyesRule | null;
  readonly register: Clauses | null;
  readonly keeper: StatedDuty | null;
  readonly delegation: StatedDuty | null;
  readonly papers: StatedDuty | null;
  readonly enterpriseData: EnterpriseDataRule | null;
  readonly copies: CopiesRule | null;
  readonly archive: StatedDuty | null;
  /** Whether every sealed document is given an archive time stamp (归档时间戳). */
  readonly archiveStamp: Clauses | null;
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
  /** The title without 《》. */
  readonly title: string;
  /** Null if the text names none, as in drafts. */
  readonly issuer: string | null;
  readonly documentNumber: string | null;
  /** `text`: the regulation itself; `secondary`: what others write about it, so that unnamed articles may say more. */
  readonly source: PolicyTextSource;
  readonly status: PolicyStatus;
  /** The word by which a draft names itself, 草案 or 征求意见稿; null if it is no draft. */
  readonly draftTerm: string | null;
  /** The day of its date, YYYY-MM-DD, where that is not the day from which it counts here; null otherwise. */
  readonly issuedOn: string | null;
  /** Days, YYYY-MM-DD, both inclusive; null if open or not stated. */
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** The id of the profile that replaces it once in effect; null if none is known. */
  readonly supersededBy: string | null;
  /** The ids of the profiles that it replaces, for a profile that is added later. */
  readonly supersedes: readonly string[];
  /** The event, other than a date, that ends it. */
  readonly lapses: StatedDuty | null;
  /**
   * The later measure by which it may have lapsed, and since when (YYYY-MM-DD); null if there is none. Nobody here decides
   * that: it is said wherever the profile is cited.
   */
  readonly possiblyLapsed: { readonly by: string; readonly since: string } | null;
  readonly rules: PolicyRules;
  readonly limits: OfflineLimits;
  readonly terms: PolicyTerms;
}

/** The standing of a profile at a time. A draft is never in effect, though a platform may follow it. */
export type PolicyStanding = 'draft' | 'notYet' | 'inEffect' | 'ended';

export interface StandingPolicy {
  readonly profile: PolicyProfile;
  readonly standing: PolicyStanding;
}

/** A configured platform with the rules that apply to its seals. */
export interface PlatformPolicy {
  readonly platformId: string;
  readonly platformName: string;
  /** The id that was bound; `policy` holds the profile that has replaced it since. */
  readonly profileId: string;
  /** Null if the profile is not known: the platform's seals cannot be used then. */
  readonly policy: StandingPolicy | null;
  /** A signed statement of the platform, this program's own profiles, or a file of the home; null without rules. */
  readonly source: 'statement' | 'shipped' | 'file' | null;
  /** The platform's own regulation where it has ended by its statement and another has taken its place; else null. */
  readonly lapsed: PolicyProfile | null;
}

/** The rules as the settings show them. */
export interface PolicyView {
  readonly platforms: readonly PlatformPolicy[];
  /** All profiles that are known on this computer. */
  readonly profiles: readonly StandingPolicy[];
  /** Files of rules, or of platforms, that cannot be used. */
  readonly problems: readonly AppError[];
}

/** The part of a profile that a citation needs. */
type CitedProfile = Pick<
  PolicyProfile,
  'id' | 'title' | 'status' | 'draftTerm' | 'source' | 'possiblyLapsed' | 'issuedOn' | 'effectiveFrom'
>;

/**
 * Cites a rule for a person: 《…办法》第十二条. A draft is never cited as law: the citation names it a draft and says
 * that it is not in force. A regulation that may have lapsed, or whose text was not at hand, is cited as such, the latter
 * with its dates. A rule whose article nobody names is cited by the title alone.
 */
export function citeClauses(
  profile: CitedProfile,
  { clauses }: Clauses,
  language: Language = 'zh-CN',
): string {
  const articles = clauses.join('、');
  if (profile.status !== 'draft') return `《${profile.title}》${articles}${doubtsOf(profile, language)}`;
  const named = `《${profile.title}》（${profile.draftTerm ?? '草案'}）${articles}`;
  return language === 'en' ? `${named} (a draft, not in force)` : `${named}，尚未施行，由平台按此办理`;
}

/** Names the rules of a profile as a whole, with the same reservations as {@link citeClauses}. */
export function namePolicy(profile: CitedProfile, language: Language = 'zh-CN'): string {
  return citeClauses(profile, { clauses: [] }, language);
}

/** Says in brackets why a regulation in force may be another or none; '' without a doubt. */
function doubtsOf(profile: CitedProfile, language: Language): string {
  const { source, possiblyLapsed } = profile;
  const isEnglish = language === 'en';
  const doubts = [
    ...(possiblyLapsed === null
      ? []
      : [
          isEnglish
            ? `possibly lapsed: ${possiblyLapsed.by}, ${possiblyLapsed.since}`
            : `可能已失效：${possiblyLapsed.by}，${possiblyLapsed.since}`,
        ]),
    ...(source === 'text'
      ? []
      : [isEnglish ? 'by published summaries' : '据公开解读，未见全文', ...datesOf(profile, language)]),
  ];
  if (doubts.length === 0) return '';
  return isEnglish ? ` (${doubts.join('; ')})` : `（${doubts.join('；')}）`;
}

/** Both dates of a measure: that of its text and that of its publication. */
function datesOf({ issuedOn, effectiveFrom }: CitedProfile, language: Language): string[] {
  if (issuedOn === null || effectiveFrom === null) return [];
  return [
    language === 'en'
      ? `dated ${issuedOn}, published ${effectiveFrom}`
      : `${issuedOn} 印发，${effectiveFrom} 公布`,
  ];
}

/** Returns the details by which a refusal cites its rule, in both languages. */
export function citationDetails(profile: CitedProfile, rule: Clauses | null): ErrorDetails {
  if (rule === null) return { clause: null, clauseEn: null, profile: profile.id };
  return {
    clause: citeClauses(profile, rule),
    clauseEn: citeClauses(profile, rule, 'en'),
    profile: profile.id,
  };
}
