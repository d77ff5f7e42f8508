import type { ErrorCode } from '../errors.ts';

/** The codes that say why a seal got no trusted time. */
export type StampErrorCode = Extract<ErrorCode, `STAMP_${string}`>;
