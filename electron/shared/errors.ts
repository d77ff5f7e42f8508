import { KEY_CODES } from './error-codes/key-codes.ts';
import { PLATFORM_CODES } from './error-codes/platform-codes.ts';
import { RECORD_CODES } from './error-codes/record-codes.ts';

/**
 * The closed table of error codes: those of documents and of the program itself stand here, those of other subjects in files of
 * their own. A code crosses every border of the program (worker, host, IPC, command
 * line). The place that shows an error looks up its text (`texts/error-texts.ts`); a code without a text does
 * not compile.
 */
export const ERROR_CODES = [
  // The command line and the request itself
  'USAGE',
  'CANCELLED',
  'INTERNAL',
  // Settings
  'SETTING_FIXED',
  'ADMINISTRATOR_SETTINGS_DAMAGED',
  // Updates of the program
  'UPDATES_NOT_SET_UP',
  'UPDATES_OFF',
  'UPDATE_RUNTIME_OLD',
  'UPDATE_UNREACHABLE',
  'UPDATE_FORGED',
  'UPDATE_ROLLED_BACK',
  'UPDATE_EXPIRED',
  'UPDATE_DAMAGED',
  'UPDATE_NONE',
  // The health of an installation
  'DISK_NEARLY_FULL',
  'HOME_OPEN_TO_OTHERS',
  'PROGRAM_OPEN_TO_OTHERS',
  'NO_RECENT_BACKUP',
  'ENGINE_OF_LIBRARIES',
  'ENDED_ABNORMALLY',
  'WINDOW_CRASHED',
  // Input files
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_NOT_REGULAR',
  'FILE_OVER_BUDGET',
  'FILE_STALLED',
  'FILE_HELD',
  'FILE_CHANGED',
  'FILE_TYPE_UNKNOWN',
  'NOT_A_PDF',
  'FILE_IS_OFD',
  'FILE_IS_OFFICE_DOCUMENT',
  'FILE_IS_PICTURE',
  'FILE_GUARDED',
  'FILE_LOOKS_ENCRYPTED',
  'GUARD_SOFTWARE_FOUND',
  'FILE_NEEDS_NO_CONVERSION',
  // Office documents and pictures that are converted to PDF
  'OFFICE_PROGRAM_MISSING',
  'OFFICE_PROGRAM_HUNG',
  'OFFICE_PROGRAM_FAILED',
  'OFFICE_WROTE_NOTHING',
  'OFFICE_DOCUMENT_PROTECTED',
  'OFFICE_DOCUMENT_TOO_LARGE',
  'PICTURE_DAMAGED',
  'PICTURE_TOO_LARGE',
  'PDF_DAMAGED',
  'PDF_TRUNCATED',
  'PDF_XREF_DAMAGED',
  'PDF_JUNK_BEFORE_HEADER',
  'PDF_PAGE_TREE_DAMAGED',
  'PDF_OBJECT_NUMBER_TOO_LARGE',
  'PDF_UNSUPPORTED_FILTER',
  'PDF_PASSWORD_NEEDED',
  'PDF_PASSWORD_WRONG',
  'PDF_ENCRYPTION_UNSUPPORTED',
  'PDF_ENCRYPTION_DAMAGED',
  'PDF_ENCRYPTION_CHANGED',
  'PDF_PERMISSION_DENIED',
  // OFD (GB/T 33190)
  'OFD_DAMAGED',
  'OFD_AMBIGUOUS',
  'OFD_UNSUPPORTED',
  'OFD_ENCRYPTED',
  'OFD_XML_DAMAGED',
  'OFD_XML_FORBIDDEN',
  'OFD_PART_MISSING',
  'OFD_PAGES_DAMAGED',
  'OFD_SIGNATURES_DAMAGED',
  'OFD_SEVERAL_DOCUMENTS',
  'OFD_LOCKED',
  'OFD_LOCK_NOT_FOR_PDF',
  'OFD_LOCK_NOT_LAST',
  'OFD_WITHOUT_FIELDS',
  'OFD_NOTHING_BESIDE',
  'OFD_NO_ARCHIVE_STAMP',
  // Copying text out of the window
  'PDF_COPYING_DENIED',
  'TEXT_NOT_COPIED',
  'TEXT_TOO_LONG',
  'TEXT_NONE',
  'PDF_CERTIFIED_NO_CHANGES',
  'PDF_DYNAMIC_FORM',
  // The examination before sealing (盖章前体检)
  'PREFLIGHT_NOT_ACCEPTED',
  'PREFLIGHT_REFUSED',
  // Places
  'PAGE_NOT_FOUND',
  'SEAL_OFF_PAGE',
  'PAGE_SMALLER_THAN_SEAL',
  'STRADDLE_TOO_FEW_PAGES',
  'STRADDLE_SLICE_TOO_THIN',
  'STRADDLE_PAGE_ALONE',
  'PLACES_TOO_MANY',
  'KEYWORD_NOT_FOUND',
  'KEYWORD_TOO_FEW',
  'KEYWORD_ON_SCAN',
  'KEYWORD_INVALID',
  'KEYWORD_TOO_SLOW',
  'DATE_WITHOUT_ROOM',
  'BESIDE_WITHOUT_PLACE',
  'FIELD_NOT_FOUND',
  'FIELD_ALREADY_SIGNED',
  'FIELD_LOCKED',
  // The demonstration
  'DEMO_NOT_INSTALLED',
  // Output files
  'OUTPUT_EXISTS',
  'OUTPUT_UNWRITABLE',
  'DISK_FULL',
  'LINK_NOT_OPENED',
  'LINK_INVALID',
  'LINK_NOT_FETCHED',
  'OUTPUT_CHECK_FAILED',
  'SEAL_NOT_PUBLISHED',
  // Presets
  'PRESET_NOT_FOUND',
  'PRESET_EXISTS',
  'PRESET_INVALID',
  'PRESET_UNKNOWN_KIND',
  // The handover of a post
  'HANDOVER_NOT_BEGUN',
  'HANDOVER_UNDER_WAY',
  'HANDOVER_SAME_PERSON',
  'HANDOVER_UNFINISHED',
  // Many documents at once
  'BATCH_PATTERN_INVALID',
  'BATCH_SEALED_ALREADY',
  'BATCH_OUTPUT_MISSING',
  'BATCH_NOT_FOUND',
  'BATCH_UNDER_WAY',
  'BATCH_UNFINISHED',
  'BATCH_DIFFERS',
  'BATCH_LIST_INVALID',
  ...KEY_CODES,
  ...PLATFORM_CODES,
  ...RECORD_CODES,
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
