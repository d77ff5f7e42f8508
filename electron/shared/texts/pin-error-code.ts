import type { ErrorCode } from '../errors.ts';

/** The codes of PINs: refused ones, and those that were not sent at all. */
export type PinErrorCode = Extract<ErrorCode, `PIN_${string}` | `SO_PIN_${string}`>;
