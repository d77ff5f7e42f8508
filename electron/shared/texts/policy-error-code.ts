import type { ErrorCode } from '../errors.ts';

/** The codes by which the rules of a jurisdiction refuse, and those of the profiles that hold the rules. */
export type PolicyErrorCode = Extract<ErrorCode, `SEALING_${string}` | `POLICY_${string}`>;
