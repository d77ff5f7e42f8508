import { CodedError, type ErrorCode } from '../../shared/errors.ts';

/** GM/T 0016 annex B: the return codes that the host tells apart. */
export const SAR = {
  ok: 0,
  fail: 0x0a000001,
  unknown: 0x0a000002,
  notSupported: 0x0a000003,
  invalidHandle: 0x0a000005,
  keyNotFound: 0x0a00001b,
  certificateNotFound: 0x0a00001c,
  bufferTooSmall: 0x0a000020,
  deviceRemoved: 0x0a000023,
  pinIncorrect: 0x0a000024,
  pinLocked: 0x0a000025,
  pinInvalid: 0x0a000026,
  pinLength: 0x0a000027,
  pinNotInitialised: 0x0a000029,
} as const;

/** What a library answered instead of SAR_OK. */
export class SkfError extends Error {
  readonly sar: number;

  constructor(name: string, sar: number) {
    super(`${name}: 0x${sar.toString(16).padStart(8, '0').toUpperCase()}`);
    this.name = 'SkfError';
    this.sar = sar;
  }
}

/** Codes with a meaning of their own for the person; every other one is TOKEN_FAILURE with its number. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [SAR.deviceRemoved, 'TOKEN_REMOVED'],
  // Handles die with the key.
  [SAR.invalidHandle, 'TOKEN_REMOVED'],
  [SAR.pinIncorrect, 'PIN_WRONG'],
  [SAR.pinLocked, 'PIN_LOCKED'],
  [SAR.pinInvalid, 'PIN_INVALID'],
  [SAR.pinNotInitialised, 'PIN_NOT_SET'],
  [SAR.pinLength, 'PIN_INVALID'],
  [SAR.keyNotFound, 'KEY_NOT_FOUND'],
]);

/** Turns what a library answered into a code. Other errors pass as they are. */
export function codedSkfFailure(error: unknown): unknown {
  if (!(error instanceof SkfError)) return error;
  return new CodedError(CODES.get(error.sar) ?? 'TOKEN_FAILURE', error.message, { sar: error.sar });
}

/** Runs what may be refused for one of these codes. @returns null then */
export function unless<T>(codes: readonly number[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SkfError && codes.includes(error.sar)) return null;
    throw error;
  }
}
