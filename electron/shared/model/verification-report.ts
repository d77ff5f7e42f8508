import type { ErrorCode } from '../errors.ts';
import type { ReasonCode } from './reason-codes.ts';

export type Verdict = 'valid' | 'indeterminate' | 'invalid';

/** The dimensions of a verdict, kept apart (facts: Okular and pyHanko do; a merged one cannot be explained). */
export const CHECK_NAMES = [
  'integrity',
  'signature',
  'seal',
  'status',
  'certificate',
  'revocation',
  'time',
  'modification',
  'coverage',
  'appearance',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

export interface CheckResult {
  readonly result: 'pass' | 'fail' | 'unknown' | 'skipped';
  readonly code: ReasonCode;
  /** Dates, names and numbers that the code's text may name. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** How the value in /Contents is encoded: a GB/T 38540 or GM/T 0031 seal signature, or CMS. */
export type SignatureFormat = 'ses-v1' | 'ses-v4' | 'ses-v5' | 'cms' | 'unknown';

export interface SignatureReport {
  /** Full name of the signature field; '' where a signature dictionary stands in no field. */
  readonly field: string;
  readonly format: SignatureFormat;
  readonly verdict: Verdict;
  /** Every code that is not a plain pass, most important first; the first one is the headline. */
  readonly reasons: readonly ReasonCode[];
  readonly signer: { readonly subject: string; readonly serial: string; readonly notAfter: string } | null;
  readonly seal: {
    readonly esId: string;
    readonly name: string;
    readonly maker: string;
    readonly validFrom: string;
    readonly validTo: string;
  } | null;
  /** ISO 8601; what the signature claims, proven only where the time check says so. */
  readonly signedAt: string | null;
  /** Zero-based page and the widget's rectangle as seen, in millimetres from the page's top left. */
  readonly place: {
    readonly page: number;
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  } | null;
  /** Bytes [0, coveredBytes) are the version that was signed. */
  readonly coveredBytes: number | null;
  readonly coversWholeFile: boolean;
  readonly checks: Readonly<Record<CheckName, CheckResult>>;
}

export interface VerificationReport {
  readonly file: string;
  readonly verdict: Verdict | 'unsigned' | 'error';
  readonly error?: { readonly code: ErrorCode };
  readonly signatures: readonly SignatureReport[];
  /** Issue dates of the revocation lists that the verdict rests on ("撤销列表截至…"), ISO 8601. */
  readonly revocationListsAsOf: readonly string[];
}
