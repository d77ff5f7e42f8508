import type { ErrorCode } from '../errors.ts';

/** The codes of applications for a PIN reset. */
export type ResetErrorCode = Extract<ErrorCode, `RESET_${string}`>;
