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

/** `change`: where the rules want an application for every change of the PIN. */
export const RESET_PURPOSES = ['reset', 'change'] as const;

export type ResetPurpose = (typeof RESET_PURPOSES)[number];

/** What a person says in an application for a PIN reset (保护口令重置). */
export interface ResetForm {
  readonly tokenSerial: string;
  readonly esId: string | null;
  readonly sealName: string | null;
  readonly holderName: string;
  /** Unified social credit code (统一社会信用代码); null where it is not known. */
  readonly holderCode: string | null;
  readonly applicant: Person;
  readonly purpose: ResetPurpose;
  readonly reason: string;
}

/** A person's file that is to become a paper; main knows where it lies. */
export interface ChosenFile {
  readonly id: string;
  /** Without its folder. */
  readonly name: string;
  readonly size: number;
}

/** A paper as it is sent: a PDF with a watermark on every page. The person's own file is left alone. */
export interface ResetPaper {
  readonly id: string;
  readonly kind: PaperKind;
  /** Of the person's file, without its folder. */
  readonly name: string;
  readonly pages: number;
  /** Bytes of the watermarked PDF. */
  readonly size: number;
}

/**
 * How far the token has come: nothing done; the next SO PIN is fixed, and whether the token has it nobody knows;
 * the PIN is set, the SO PIN in doubt; both are settled and the platform is to be told.
 */
export const RESET_PROGRESS = ['untouched', 'prepared', 'pinSet', 'settled'] as const;

export type ResetProgress = (typeof RESET_PROGRESS)[number];

/** An application as this computer follows it. Times are ISO 8601. */
export interface PinReset extends ResetForm {
  /** The platform's. */
  readonly number: string;
  readonly platformId: string;
  readonly state: ApplicationState;
  readonly progress: ResetProgress;
  readonly papers: readonly ResetPaper[];
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** Until when an approval may be used. */
  readonly validUntil: string | null;
  /** When the platform was last asked. */
  readonly checkedAt: string;
  readonly steps: readonly ApplicationStep[];
}

/** What a person can do next with an application; `none` where it has ended. */
export type ResetStep = 'submit' | 'wait' | 'setPin' | 'resume' | 'finish' | 'none';

/**
 * The next step: hand it in; wait for the decision; set the new PIN; go on where that was interrupted with the PIN
 * set already; tell the platform.
 */
export function nextStep({ state, progress }: Pick<PinReset, 'state' | 'progress'>): ResetStep {
  if (state === 'draft') return 'submit';
  if (state === 'underReview') return 'wait';
  if (state === 'done') return 'none';
  if (progress === 'settled') return 'finish';
  if (state !== 'approved') return 'none';
  return progress === 'pinSet' ? 'resume' : 'setPin';
}

/** Whether an application may be taken back: as long as nobody has decided on it. */
export function mayWithdraw({ state }: Pick<PinReset, 'state'>): boolean {
  return state === 'draft' || state === 'underReview';
}

/** Which papers an applicant must add, at least one of each kind. */
export function requiredPapers(role: PersonRole): readonly PaperKind[] {
  return role === 'agent' ? ['identity', 'authorisation'] : ['identity'];
}

/** What is taken of a person's files: platforms take 10 MB a paper, and the watermark's font needs room. */
export const PAPER_LIMITS = {
  fileBytes: 9 * 1024 * 1024,
  pages: 30,
  /** Of a JPEG, which goes into the PDF as it is, and of a PNG, which is packed anew. */
  jpegPixels: 64_000_000,
  pngPixels: 25_000_000,
  papers: 10,
} as const;
