import type { ErrorCode } from '../errors.ts';

/** The codes of a seal's life: loss reports, applications, delegations. */
export type LifeErrorCode = Extract<ErrorCode, `LIFE_${string}`>;
