import type { ErrorCode } from '../errors.ts';

/** The codes of files and documents: what cannot be read, sealed or written. */
export type DocumentErrorCode = Extract<
  ErrorCode,
  | `FILE_${string}`
  | `PDF_${string}`
  | `PAGE_${string}`
  | `FIELD_${string}`
  | `OUTPUT_${string}`
  | 'NOT_A_PDF'
  | 'SEAL_OFF_PAGE'
  | 'DISK_FULL'
>;
