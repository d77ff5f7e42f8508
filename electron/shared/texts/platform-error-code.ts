import type { ErrorCode } from '../errors.ts';

/** The codes that say what is wrong with a platform, the way to it and what it says. */
export type PlatformErrorCode = Extract<
  ErrorCode,
  `STATEMENT_${string}` | `PLATFORM_${string}` | `SYNC_${string}` | `LIST_${string}`
>;
