/**
 * The closed table of error codes. A code crosses every border of the program (worker, host, IPC, command
 * line). The place that shows an error looks up its text (`texts/error-texts.ts`); a code without a text does
 * not compile.
 */
export const ERROR_CODES = [
  // The command line and the request itself
  'USAGE',
  'CANCELLED',
  'INTERNAL',
  // Input files
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_NOT_REGULAR',
  'FILE_OVER_BUDGET',
  'FILE_CHANGED',
  'FILE_TYPE_UNKNOWN',
  'NOT_A_PDF',
  'PDF_DAMAGED',
  'PDF_TRUNCATED',
  'PDF_XREF_DAMAGED',
  'PDF_JUNK_BEFORE_HEADER',
  'PDF_PAGE_TREE_DAMAGED',
  'PDF_OBJECT_NUMBER_TOO_LARGE',
  'PDF_UNSUPPORTED_FILTER',
  'PDF_ENCRYPTED',
  'PDF_PERMISSION_DENIED',
  'PDF_CERTIFIED_NO_CHANGES',
  'PDF_DYNAMIC_FORM',
  // The examination before sealing (盖章前体检)
  'PREFLIGHT_NOT_ACCEPTED',
  'PREFLIGHT_REFUSED',
  // Places
  'PAGE_NOT_FOUND',
  'SEAL_OFF_PAGE',
  'FIELD_NOT_FOUND',
  'FIELD_ALREADY_SIGNED',
  'FIELD_LOCKED',
  // The demonstration
  'DEMO_NOT_INSTALLED',
  // Output files
  'OUTPUT_EXISTS',
  'OUTPUT_UNWRITABLE',
  'DISK_FULL',
  'OUTPUT_CHECK_FAILED',
  // Keys
  'MODULE_MISSING',
  'MODULE_LOAD_FAILED',
  'MODULE_WRONG_BITNESS',
  'MODULE_WRONG_SYSTEM',
  'MODULE_NOT_A_DRIVER',
  'MODULE_NO_READER',
  'MODULE_NO_TOKEN',
  'KEY_SETTINGS_DAMAGED',
  'SOFT_TOKEN_REFUSED',
  'TOKEN_NOT_RECOGNISED',
  'TOKEN_NOT_INITIALISED',
  'TOKEN_NO_CERTIFICATE',
  'TOKEN_PROFILE_UNKNOWN',
  'TOKEN_NOT_FOUND',
  'TOKEN_AMBIGUOUS',
  'TOKEN_REMOVED',
  'TOKEN_HOST_CRASHED',
  'TOKEN_TIMEOUT',
  'TOKEN_FAILURE',
  'KEY_NOT_FOUND',
  'PIN_WRONG',
  'PIN_POSSIBLY_WRONG',
  'PIN_LOCKED',
  'PIN_INVALID',
  'PIN_LAST_TRY',
  'PIN_TOO_WEAK',
  'PIN_MUST_CHANGE',
  'PIN_NOT_SET',
  'PIN_REQUIRED',
  'SO_PIN_WRONG',
  'SO_PIN_LOCKED',
  'SIGNATURE_MISMATCH',
  // Seals and certificates
  'SEAL_NOT_FOUND',
  'SEAL_AMBIGUOUS',
  'SEAL_DAMAGED',
  'SEAL_PICTURE_UNSUPPORTED',
  'SEAL_EXPIRED',
  'SEAL_NOT_YET_VALID',
  'SEAL_CERTIFICATE_NOT_LISTED',
  'SEAL_SUPERSEDED_CERTIFICATE',
  'SEAL_REPLACED',
  'SEAL_UNCONFIRMED',
  'SEAL_VERSION_UNSUPPORTED',
  'SEAL_FILES_NOT_ALLOWED',
  'SEAL_MAKER_UNTRUSTED',
  'CERTIFICATE_NOT_FOUND',
  'CERTIFICATE_AMBIGUOUS',
  'CERTIFICATE_DAMAGED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_REVOKED',
  'CERTIFICATE_NOT_FOR_SIGNING',
  'CERTIFICATE_UNTRUSTED',
  'KEY_KIND_UNSUPPORTED',
  // The life of a seal
  'LIFE_LOSS_UNKNOWN',
  'LIFE_LOSS_REPEATED',
  'LIFE_LOSS_NOT_OPEN',
  'LIFE_CODE_WRONG',
  'LIFE_CODE_EXPIRED',
  'LIFE_CODE_LIMITED',
  'LIFE_WITHDRAWAL_NOT_PROVIDED',
  'LIFE_RENEWAL_NOT_OPEN',
  'LIFE_REASON_NOT_PROVIDED',
  'LIFE_APPLICATION_OPEN',
  'LIFE_APPLICATION_UNKNOWN',
  'LIFE_NEW_SEAL_NOT_READY',
  'LIFE_NEW_SEAL_UNFIT',
  'LIFE_NOTICE_NOT_COPIED',
  // The store on this computer
  'STORE_DAMAGED',
  'STORE_UNWRITABLE',
  'STORE_BUSY',
  'STORE_UNAVAILABLE',
  'BACKUP_DAMAGED',
  // Trusted time
  'STAMP_REFUSED',
  'STAMP_INVALID',
  // Platforms, and what they sign
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TLS_REFUSED',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BUSY',
  'PLATFORM_REFUSED',
  'PLATFORM_ANSWER_INVALID',
  'PLATFORM_SETTINGS_DAMAGED',
  'PLATFORM_NOT_CONFIGURED',
  'LIST_ROLLED_BACK',
  'LIST_FROZEN',
  'LIST_FORGED',
  'LIST_DAMAGED',
  'LIST_FROM_FUTURE',
  'SYNC_STATUS_LOST',
  'SYNC_RUNNING',
  'STATEMENT_INVALID',
  // The rules of the jurisdiction, and whether they let a seal be used now
  'SEALING_SUSPENDED',
  'SEALING_CANCELLED',
  'SEALING_REPLACED',
  'SEALING_RENEWED',
  'SEALING_VOID',
  'SEALING_IDLE',
  'SEALING_LOSS_REPORTED',
  'SEALING_LOSS_CLAIMED',
  'SEALING_LISTS_STALE',
  'SEALING_CLOCK_SET_BACK',
  'SEALING_NOT_DELEGATED',
  'SEALING_ENTERPRISE_UNCHECKED',
  'SEALING_ENTERPRISE_ENDED',
  'SEALING_CLOCK_WRONG',
  'SEALING_POLICY_UNKNOWN',
  'POLICY_PROFILE_INVALID',
  'POLICY_PROFILE_NOT_FOUND',
  'POLICY_PIN_BY_APPLICATION',
  'POLICY_REASON_NEEDED',
  // Approval of a seal's use (用印审批)
  'APPROVAL_REQUIRED',
  'APPROVAL_MISMATCH',
  'APPROVAL_NOT_FOUND',
  'APPROVAL_NOT_APPROVED',
  'APPROVAL_EXPIRED',
  'APPROVAL_USED',
  'APPROVAL_USED_ELSEWHERE',
  'APPROVAL_USED_TWICE',
  'APPROVAL_UNCLAIMED',
  'APPROVAL_UNSETTLED',
  'APPROVAL_SAME_PERSON',
  'APPROVAL_PERSON_UNNAMED',
  'APPROVAL_INVALID',
  'APPROVAL_DECISION_INVALID',
  'APPROVAL_DECIDED',
  'APPROVAL_CONFLICT',
  'APPROVAL_SCAN_UNSUPPORTED',
  'APPROVAL_FILE_MISSING',
  // Applications for a PIN reset (口令重置)
  'RESET_NOT_FOUND',
  'RESET_NOT_POSSIBLE',
  'RESET_OPEN_ALREADY',
  'RESET_PAPERS_MISSING',
  'RESET_PAPER_TYPE',
  'RESET_PAPER_TOO_LARGE',
  'RESET_PAPER_DAMAGED',
  'RESET_PAPER_ENCRYPTED',
  'RESET_CREDENTIAL_INVALID',
  'RESET_CREDENTIAL_EXPIRED',
  'RESET_INTERRUPTED',
  'RESET_SECRET_UNREADABLE',
  // The register of seal uses (用印台账)
  'REGISTER_ENTRY_NOT_FOUND',
  'REGISTER_NOT_COUNTERSIGNED',
  'REGISTER_DIFFERS',
  'REGISTER_ENTRY_ALTERED',
  'REGISTER_CUT',
  'REGISTER_NOT_OPEN',
  'REGISTER_NOT_YOURS',
  'REGISTER_KEY_REFUSED',
  'REGISTER_PROOF_INVALID',
  'REGISTER_PLATFORM_UNKNOWN',
  'REGISTER_TOKEN_TAKEN',
  'REGISTER_TOKEN_NOT_TAKEN',
  'REGISTER_VOID_ALREADY',
  'REGISTER_NOT_PRINTED',
  'REGISTER_INTERRUPTED',
  // Data
  'DER_INVALID',
  'TRUST_FOLDER_UNREADABLE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain facts that a text or a log may name; never a PIN, never file content. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An error as it crosses processes. */
export interface AppError {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;
}

/**
 * Core throws this on bad input, and services turn it into a failed {@link Result} at their border. The
 * message is for logs and tests; people read the text of the code.
 */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string = code, details?: ErrorDetails) {
    super(message);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }

  toAppError(): AppError {
    return this.details === undefined ? { code: this.code } : { code: this.code, details: this.details };
  }
}
