import type { ErrorCode } from '../errors.ts';

/** The codes of the register of seal uses (用印台账) and of what proves it. */
export type RegisterErrorCode = Extract<ErrorCode, `REGISTER_${string}`>;
