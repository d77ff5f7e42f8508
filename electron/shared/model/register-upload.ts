import type { AppError } from '../errors.ts';

/** How the last upload of the register to a platform went. */
export interface RegisterUploadState {
  readonly platform: string;
  /** ISO 8601 */
  readonly at: string;
  /** So many entries, from the first, the platform has countersigned; null where that is not known. */
  readonly countersigned: number | null;
  /** Null where it brought everything. */
  readonly problem: AppError | null;
}
