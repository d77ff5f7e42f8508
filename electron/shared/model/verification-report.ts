import type { AppError } from '../errors.ts';
import type { PreflightFinding } from './preflight.ts';
import type { TrustListAge } from './trust-lists.ts';

export type Verdict = 'valid' | 'indeterminate' | 'invalid';

/**
 * The dimensions of a verdict. They are kept apart, as in Okular and pyHanko: a merged one cannot be
 * explained.
 */
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
  'register',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

export interface CheckResult {
  readonly result: 'pass' | 'fail' | 'unknown' | 'skipped';
  readonly code: ReasonCode;
  /** Dates, names and numbers that the code's text may name. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/**
 * The encoding of a signature's value: a GB/T 38540 or GM/T 0031 seal signature, CMS, a time stamp on the document, or the
 * bare SM2 value that OFD allows.
 */
export type SignatureFormat = 'ses-v1' | 'ses-v4' | 'ses-v5' | 'cms' | 'time-stamp' | 'bare' | 'unknown';

/** What the register (用印台账) of this computer has on a file that one of its seals made. Times are ISO 8601. */
export interface RegisterMark {
  /** 作废: the enterprise itself has declared the file void; or the approval that allowed it was used twice. */
  readonly kind: 'voided' | 'approvalUsedTwice';
  readonly at: string;
  readonly reason: string | null;
}

export interface SignatureReport {
  /** Full name of the signature field, or the file of the signature in an OFD; '' if the signature belongs to no field. */
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
  /** ISO 8601; the time that the signature claims, proven only if the time check says so. */
  readonly signedAt: string | null;
  /** Zero-based page and the widget's rectangle as seen, in millimetres from the page's top left. */
  readonly place: {
    readonly page: number;
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  } | null;
  /** Bytes [0, coveredBytes) are the version that was signed. Null in an OFD, whose parts are signed each. */
  readonly coveredBytes: number | null;
  readonly coversWholeFile: boolean;
  readonly checks: Readonly<Record<CheckName, CheckResult>>;
}

export interface VerificationReport {
  readonly file: string;
  readonly verdict: Verdict | 'unsigned' | 'error';
  readonly error?: AppError;
  readonly signatures: readonly SignatureReport[];
  /** Issue dates of the revocation lists behind the verdict ("撤销列表截至…"), ISO 8601. */
  readonly revocationListsAsOf: readonly string[];
  /** The lists of trust and makers that a person has confirmed by file. Absent if there is none. */
  readonly trustLists?: readonly TrustListAge[];
  /** The offline bundles (离线更新包) by which this computer knows the platforms' lists. Absent if there is none. */
  readonly offlineBundles?: readonly BundleBehind[];
  /**
   * What the examination before sealing (盖章前体检) finds in the latest revision that a signature covers: what could
   * change its look. Absent if there is nothing to say. It decides no verdict.
   */
  readonly notes?: readonly PreflightFinding[];
}

/**
 * Every outcome of a check. A code uses the word of DSS (ETSI EN 319 102-1) if there is one, so that reports
 * can be compared; the others are this program's. The codes are grouped by check.
 */
export const REASON_CODES = [
  // plain outcomes
  'OK',
  'NOT_CHECKED',
  // integrity: structure of file and signature dictionary, and the document's hash
  'FORMAT_FAILURE',
  'BYTE_RANGE_INVALID',
  'CONTENTS_INVALID',
  'PDF_STRUCTURE_DAMAGED',
  'OFD_STRUCTURE_DAMAGED',
  'OFD_NOTHING_SIGNED',
  'DOCUMENT_ENCRYPTED',
  'HASH_FAILURE',
  'SIGNATURE_FORM_OUTDATED',
  'ENTRIES_UNRESOLVED',
  // signature: the signer's signature value
  'SIG_CRYPTO_FAILURE',
  'SIGNATURE_ALGORITHM_UNSUPPORTED',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'SIGNATURE_RAW_ENCODING',
  // seal
  'NO_SEAL',
  'SEAL_TAMPERED',
  'SEAL_CERTIFICATE_MISMATCH',
  'SEAL_EXPIRED_AT_SIGNING',
  'SEAL_NOT_YET_VALID_AT_SIGNING',
  'SEAL_EXPIRED_SINCE',
  'SEAL_NOT_YET_VALID',
  'SEAL_MAKER_UNTRUSTED',
  'SEAL_MAKER_UNLISTED',
  'TRUST_LIST_OUTDATED',
  'SEAL_MAKER_CERTIFICATE_INVALID',
  'SEAL_MAKER_REVOKED',
  // status: what platforms publish of the seal
  'SEAL_SUSPENDED_AT_SIGNING',
  'SEAL_CANCELLED_AT_SIGNING',
  'SEAL_REPLACED_AT_SIGNING',
  'SEAL_VOID_AT_SIGNING',
  'SEAL_SUSPENDED_NO_POE',
  'SEAL_CANCELLED_NO_POE',
  'SEAL_REPLACED_NO_POE',
  'SEAL_VOID_NO_POE',
  'SEAL_SUSPENDED_SINCE',
  'SEAL_CANCELLED_SINCE',
  'SEAL_REPLACED_SINCE',
  'SEAL_VOID_SINCE',
  'SEAL_SUSPENDED_MEANWHILE',
  'SEAL_SUSPENDED_LATE_ENDED',
  'SEAL_STATUS_LATE',
  'SEAL_LOSS_CLAIMED',
  'SEAL_STATUS_STALE',
  'SEAL_STATUS_UNAVAILABLE',
  'SEAL_STATUS_NOT_IN_FILE',
  // certificate
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CHAIN_OVER_BUDGET',
  'CHAIN_SIGNATURE_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'KEY_USAGE_FAILURE',
  'EXPIRED',
  'NOT_YET_VALID',
  'EXPIRED_WHEN_INSPECTED',
  'NOT_YET_VALID_WHEN_INSPECTED',
  'OUT_OF_BOUNDS_NO_POE',
  // revocation
  'REVOKED',
  'REVOKED_NO_POE',
  'REVOCATION_LATE',
  'REVOKED_SINCE',
  'REVOCATION_AS_OF_SIGNING',
  'NO_REVOCATION_DATA',
  'TRY_LATER',
  'REVOCATION_LIST_INVALID',
  'REVOCATION_LIST_TOO_LATE',
  // time
  'TIME_UNKNOWN',
  'TIME_CLAIMED_ONLY',
  'TIME_PROVEN',
  'TIME_COUNTERSIGNED',
  'TIME_STAMP_UNPROVEN',
  'TIME_STAMP_INVALID',
  'TIME_IN_FUTURE',
  // modification and coverage
  'SEALED_AGAIN_SINCE',
  'EXTENDED_SINCE',
  'MODIFIED_SINCE',
  'CHANGES_UNEXPLAINED',
  'UNJUDGED_SHOWN_SINCE',
  'OFD_ENTRY_OPEN',
  'COVERS_WHOLE_FILE',
  'COVERS_REVISION',
  'COVERAGE_INCOMPLETE',
  'OFD_COVERS_PARTS',
  'OFD_EXTRAS_NOT_COVERED',
  'OFD_PARTS_NOT_COVERED',
  'BYTES_UNACCOUNTED',
  'SECTION_NOT_CANONICAL',
  // appearance
  'NO_APPEARANCE',
  'APPEARANCE_NO_SEAL',
  'APPEARANCE_MISMATCH',
  'APPEARANCE_SIZE_MISMATCH',
  'APPEARANCE_UNRECOGNISED',
  'APPEARANCE_IN_PLACES',
  'HANDWRITING_PICTURE',
  'DATE_WRITTEN',
  'APPEARANCE_PLACES_INCONSISTENT',
  'OFD_SEAL_FILE_DIFFERS',
  // register: what the register of this computer has on the sealed file
  'VOIDED_HERE',
  'APPROVAL_USED_TWICE_HERE',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** A void file, or one of two by one approval, is no good one to rely on, although its signatures hold. */
export function isDoubtful({ verdict, reasons }: Pick<SignatureReport, 'verdict' | 'reasons'>): boolean {
  return (
    verdict === 'valid' && (reasons.includes('VOIDED_HERE') || reasons.includes('APPROVAL_USED_TWICE_HERE'))
  );
}

/** A revocation list that a verdict rests on. */
/** An offline bundle that verdicts rest on: what a platform said later is not known here. */
export interface BundleBehind {
  readonly platform: string;
  /** ISO 8601 */
  readonly issuedAt: string;
}

interface ListBehind {
  /** ISO 8601 */
  readonly issuedAt: string;
  /** Its issuer, as text. */
  readonly source: string;
}

/** Makes the report of a file that could not be judged. @param file its name in the report */
export function unjudged(file: string, error: AppError): VerificationReport {
  return { file, verdict: 'error', error, signatures: [], revocationListsAsOf: [] };
}

/** Names the oldest revocation list behind the verdict on each signature, the oldest first, each once. */
export function listsBehind(signatures: readonly SignatureReport[]): readonly ListBehind[] {
  const found = signatures.flatMap(({ checks: { revocation } }) => {
    const { listIssuedAt, listIssuer } = revocation.facts ?? {};
    if (typeof listIssuedAt !== 'string' || typeof listIssuer !== 'string') return [];
    return [{ issuedAt: listIssuedAt, source: listIssuer }];
  });
  const each = new Map(found.map((list) => [`${list.issuedAt} ${list.source}`, list]));
  return [...each.values()].sort((one, other) => one.issuedAt.localeCompare(other.issuedAt));
}

/** Codes of a check that simply passed; every other code is a reason, or a note if the check passed. */
export const PLAIN_CODES = [
  'OK',
  'NOT_CHECKED',
  'COVERS_WHOLE_FILE',
  'COVERS_REVISION',
  'OFD_COVERS_PARTS',
  'APPEARANCE_IN_PLACES',
  'DATE_WRITTEN',
  'TIME_CLAIMED_ONLY',
  'TIME_PROVEN',
  'TIME_COUNTERSIGNED',
] as const satisfies readonly ReasonCode[];

export type PlainCode = (typeof PLAIN_CODES)[number];
