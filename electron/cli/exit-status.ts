import type { ErrorCode } from '../shared/errors.ts';
import type { VerificationReport } from '../shared/model/verification-report.ts';

/** Exit statuses, after sysexits.h where it has one; scripts rely on them. */
export const EXIT = {
  done: 0,
  invalid: 1,
  indeterminate: 2,
  unsigned: 3,
  usage: 64,
  badInput: 65,
  keyUnavailable: 69,
  unexpected: 70,
  cannotWrite: 73,
  busy: 75,
  pinRefused: 77,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const STATUS_OF_ERROR: Readonly<Record<ErrorCode, ExitStatus>> = {
  USAGE: EXIT.usage,
  CANCELLED: EXIT.unexpected,
  INTERNAL: EXIT.unexpected,
  FILE_NOT_FOUND: EXIT.badInput,
  FILE_UNREADABLE: EXIT.badInput,
  FILE_CHANGED: EXIT.badInput,
  FILE_TYPE_UNKNOWN: EXIT.badInput,
  NOT_A_PDF: EXIT.badInput,
  PDF_DAMAGED: EXIT.badInput,
  PDF_TRUNCATED: EXIT.badInput,
  PDF_XREF_DAMAGED: EXIT.badInput,
  PDF_JUNK_BEFORE_HEADER: EXIT.badInput,
  PDF_PAGE_TREE_DAMAGED: EXIT.badInput,
  PDF_OBJECT_NUMBER_TOO_LARGE: EXIT.badInput,
  PDF_UNSUPPORTED_FILTER: EXIT.badInput,
  PDF_ENCRYPTED: EXIT.badInput,
  PDF_PERMISSION_DENIED: EXIT.badInput,
  PDF_CERTIFIED_NO_CHANGES: EXIT.badInput,
  PDF_DYNAMIC_FORM: EXIT.badInput,
  PAGE_NOT_FOUND: EXIT.usage,
  SEAL_OFF_PAGE: EXIT.usage,
  FIELD_NOT_FOUND: EXIT.usage,
  FIELD_ALREADY_SIGNED: EXIT.usage,
  FIELD_LOCKED: EXIT.badInput,
  OUTPUT_EXISTS: EXIT.cannotWrite,
  OUTPUT_UNWRITABLE: EXIT.cannotWrite,
  DISK_FULL: EXIT.cannotWrite,
  OUTPUT_CHECK_FAILED: EXIT.unexpected,
  MODULE_MISSING: EXIT.keyUnavailable,
  MODULE_LOAD_FAILED: EXIT.keyUnavailable,
  MODULE_WRONG_BITNESS: EXIT.keyUnavailable,
  MODULE_WRONG_SYSTEM: EXIT.keyUnavailable,
  MODULE_NOT_A_DRIVER: EXIT.keyUnavailable,
  MODULE_NO_READER: EXIT.keyUnavailable,
  MODULE_NO_TOKEN: EXIT.keyUnavailable,
  KEY_SETTINGS_DAMAGED: EXIT.badInput,
  SOFT_TOKEN_REFUSED: EXIT.keyUnavailable,
  TOKEN_NOT_RECOGNISED: EXIT.keyUnavailable,
  TOKEN_NOT_INITIALISED: EXIT.keyUnavailable,
  TOKEN_NO_CERTIFICATE: EXIT.keyUnavailable,
  TOKEN_PROFILE_UNKNOWN: EXIT.keyUnavailable,
  TOKEN_NOT_FOUND: EXIT.keyUnavailable,
  TOKEN_AMBIGUOUS: EXIT.usage,
  TOKEN_REMOVED: EXIT.keyUnavailable,
  TOKEN_HOST_CRASHED: EXIT.keyUnavailable,
  TOKEN_TIMEOUT: EXIT.keyUnavailable,
  TOKEN_FAILURE: EXIT.keyUnavailable,
  KEY_NOT_FOUND: EXIT.keyUnavailable,
  PIN_WRONG: EXIT.pinRefused,
  PIN_POSSIBLY_WRONG: EXIT.pinRefused,
  PIN_LOCKED: EXIT.pinRefused,
  PIN_INVALID: EXIT.pinRefused,
  PIN_LAST_TRY: EXIT.pinRefused,
  PIN_TOO_WEAK: EXIT.pinRefused,
  PIN_MUST_CHANGE: EXIT.pinRefused,
  PIN_REQUIRED: EXIT.pinRefused,
  PIN_NOT_SET: EXIT.pinRefused,
  SO_PIN_WRONG: EXIT.pinRefused,
  SO_PIN_LOCKED: EXIT.pinRefused,
  SIGNATURE_MISMATCH: EXIT.keyUnavailable,
  SEAL_NOT_FOUND: EXIT.usage,
  SEAL_AMBIGUOUS: EXIT.usage,
  SEAL_DAMAGED: EXIT.keyUnavailable,
  SEAL_PICTURE_UNSUPPORTED: EXIT.keyUnavailable,
  SEAL_EXPIRED: EXIT.keyUnavailable,
  SEAL_NOT_YET_VALID: EXIT.keyUnavailable,
  SEAL_CERTIFICATE_NOT_LISTED: EXIT.keyUnavailable,
  SEAL_SUPERSEDED_CERTIFICATE: EXIT.keyUnavailable,
  SEAL_REPLACED: EXIT.keyUnavailable,
  SEAL_UNCONFIRMED: EXIT.keyUnavailable,
  SEAL_VERSION_UNSUPPORTED: EXIT.keyUnavailable,
  SEAL_FILES_NOT_ALLOWED: EXIT.usage,
  SEAL_MAKER_UNTRUSTED: EXIT.keyUnavailable,
  CERTIFICATE_NOT_FOUND: EXIT.usage,
  CERTIFICATE_AMBIGUOUS: EXIT.usage,
  CERTIFICATE_DAMAGED: EXIT.keyUnavailable,
  CERTIFICATE_EXPIRED: EXIT.keyUnavailable,
  CERTIFICATE_NOT_YET_VALID: EXIT.keyUnavailable,
  CERTIFICATE_REVOKED: EXIT.keyUnavailable,
  CERTIFICATE_NOT_FOR_SIGNING: EXIT.keyUnavailable,
  CERTIFICATE_UNTRUSTED: EXIT.keyUnavailable,
  KEY_KIND_UNSUPPORTED: EXIT.keyUnavailable,
  STORE_DAMAGED: EXIT.badInput,
  STORE_UNWRITABLE: EXIT.cannotWrite,
  STORE_BUSY: EXIT.busy,
  STORE_UNAVAILABLE: EXIT.keyUnavailable,
  BACKUP_DAMAGED: EXIT.badInput,
  SEALING_SUSPENDED: EXIT.keyUnavailable,
  SEALING_CANCELLED: EXIT.keyUnavailable,
  SEALING_REPLACED: EXIT.keyUnavailable,
  SEALING_VOID: EXIT.keyUnavailable,
  SEALING_IDLE: EXIT.keyUnavailable,
  SEALING_LOSS_REPORTED: EXIT.keyUnavailable,
  SEALING_LISTS_STALE: EXIT.keyUnavailable,
  SEALING_CLOCK_SET_BACK: EXIT.keyUnavailable,
  SEALING_NOT_DELEGATED: EXIT.keyUnavailable,
  SEALING_ENTERPRISE_UNCHECKED: EXIT.keyUnavailable,
  SEALING_POLICY_UNKNOWN: EXIT.keyUnavailable,
  POLICY_PROFILE_INVALID: EXIT.badInput,
  POLICY_PROFILE_NOT_FOUND: EXIT.usage,
  POLICY_PIN_BY_APPLICATION: EXIT.pinRefused,
  DER_INVALID: EXIT.badInput,
  TRUST_FOLDER_UNREADABLE: EXIT.usage,
};

const STATUS_OF_VERDICT: Readonly<Record<VerificationReport['verdict'], ExitStatus>> = {
  valid: EXIT.done,
  invalid: EXIT.invalid,
  indeterminate: EXIT.indeterminate,
  unsigned: EXIT.unsigned,
  error: EXIT.badInput,
};

/** What a batch ends with: the first of these that occurred. A trust folder that is not there is a wrong call. */
const WORST_FIRST: readonly ExitStatus[] = [
  EXIT.unexpected,
  EXIT.usage,
  EXIT.badInput,
  EXIT.invalid,
  EXIT.indeterminate,
  EXIT.unsigned,
  EXIT.done,
];

export function statusOfError(code: ErrorCode): ExitStatus {
  return STATUS_OF_ERROR[code];
}

export function statusOfReport(report: VerificationReport): ExitStatus {
  return report.error === undefined ? STATUS_OF_VERDICT[report.verdict] : statusOfError(report.error.code);
}

/** The status of several files together. */
export function worstStatus(statuses: readonly ExitStatus[]): ExitStatus {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? EXIT.unexpected;
}
