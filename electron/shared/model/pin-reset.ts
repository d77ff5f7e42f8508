import type { Person, PersonRole } from './loss-report.ts';
import type { ApplicationState, ApplicationStep } from './seal-life.ts';

/** 身份证件, 营业执照, 授权书, 单位申请函, 其他. */
export const PAPER_KINDS = [
  'identity',
  'businessLicence',
  'authorisation',
  'officialLetter',
  'other',
] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

/** `change`: the rules require an application for every PIN change. */
export const RESET_PURPOSES = ['reset', 'change'] as const;

export type ResetPurpose = (typeof RESET_PURPOSES)[number];

/** The form of an application for a PIN reset (保护口令重置). */
export interface ResetForm {
  readonly tokenSerial: string;
  readonly esId: string | null;
  readonly sealName: string | null;
  readonly holderName: string;
  /** Unified social credit code (统一社会信用代码); null if it is not known. */
  readonly holderCode: string | null;
  readonly applicant: Person;
  readonly purpose: ResetPurpose;
  readonly reason: string;
}

/** A person's file that is to become a paper. Only main knows its folder. */
export interface ChosenFile {
  readonly id: string;
  /** The name without its folder. */
  readonly name: string;
  readonly size: number;
}

/** A paper as it is sent: a PDF with a watermark on every page. The person's own file does not change. */
export interface ResetPaper {
  readonly id: string;
  readonly kind: PaperKind;
  /** The name of the person's file without its folder. */
  readonly name: string;
  readonly pages: number;
  /** Bytes of the watermarked PDF. */
  readonly size: number;
}

/**
 * The progress of the token: nothing done; the next SO PIN is fixed but may not be on the token yet; the PIN
 * is set but the SO PIN is uncertain; both are settled and only the platform has to be told.
 */
export const RESET_PROGRESS = ['untouched', 'prepared', 'pinSet', 'settled'] as const;

export type ResetProgress = (typeof RESET_PROGRESS)[number];

/** An application as this computer follows it. Times are ISO 8601. */
export interface PinReset extends ResetForm {
  /** The number that the platform gave. */
  readonly number: string;
  readonly platformId: string;
  readonly state: ApplicationState;
  readonly progress: ResetProgress;
  readonly papers: readonly ResetPaper[];
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** The end of the time in which an approval may be used. */
  readonly validUntil: string | null;
  /** The time of the last question to the platform. */
  readonly checkedAt: string;
  readonly steps: readonly ApplicationStep[];
}

/** The next step of an application; `none` if it has ended. */
export type ResetStep = 'submit' | 'wait' | 'setPin' | 'resume' | 'finish' | 'none';

/**
 * Returns the next step: submit the application; wait for the decision; set the new PIN; continue if that was
 * interrupted after the PIN was set; tell the platform.
 */
export function nextStep({ state, progress }: Pick<PinReset, 'state' | 'progress'>): ResetStep {
  if (state === 'draft') return 'submit';
  if (state === 'underReview') return 'wait';
  if (state === 'done') return 'none';
  if (progress === 'settled') return 'finish';
  if (state !== 'approved') return 'none';
  return progress === 'pinSet' ? 'resume' : 'setPin';
}

/** Tells whether an application may be withdrawn, which it may until it is decided. */
export function mayWithdraw({ state }: Pick<PinReset, 'state'>): boolean {
  return state === 'draft' || state === 'underReview';
}

/** The kinds of papers that an applicant must add, at least one of each. */
export function requiredPapers(role: PersonRole): readonly PaperKind[] {
  return role === 'agent' ? ['identity', 'authorisation'] : ['identity'];
}

/** The largest file that is accepted: platforms accept 10 MB a paper, and the watermark's font needs room. */
export const PAPER_LIMITS = {
  fileBytes: 9 * 1024 * 1024,
  pages: 30,
  /** The largest picture: a JPEG goes into the PDF unchanged, a PNG is packed anew. A4 at 400 dpi has 15.5 million. */
  jpegPixels: 64_000_000,
  pngPixels: 16_000_000,
  papers: 10,
} as const;
