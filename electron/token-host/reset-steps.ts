import type { TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import { CodedError, type ErrorCode } from '../shared/errors.ts';
import type { ResetSecrets } from './reset-secrets.ts';

const WRONG: readonly ErrorCode[] = ['PIN_WRONG', 'PIN_POSSIBLY_WRONG'];

/**
 * Opens the token with the SO PIN that it has. After an interrupted reset nobody knows whether that is still the
 * former one: then the second is tried too, but never where that is the last try.
 * @returns what the opening gave, and the SO PIN that fitted
 */
export function openAsOfficer<T>(
  { present, next, nextMayBeSet }: ResetSecrets,
  open: (soPin: Uint8Array) => T,
  isLastTry: () => boolean,
): { readonly opened: T; readonly soPin: Uint8Array } {
  try {
    return { opened: open(present), soPin: present };
  } catch (error) {
    if (!nextMayBeSet || !isWrongPin(error) || isLastTry()) throw error;
    return { opened: open(next), soPin: next };
  }
}

function isWrongPin(error: unknown): boolean {
  return error instanceof CodedError && WRONG.includes(error.code);
}

/**
 * Replaces the SO PIN unless an earlier reset has. The user's PIN is set by now, so a refusal is no failure.
 * @param soPin the one that fitted
 * @param replace throws coded errors
 */
export function replaceSoPin(
  secrets: ResetSecrets,
  soPin: Uint8Array,
  replace: () => void,
): TokenHostValue<'performReset'> {
  if (soPin === secrets.next) return { keptSoPin: null, refusal: null };
  try {
    replace();
    return { keptSoPin: null, refusal: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // Of a token that is gone nobody knows which SO PIN it has.
    const keptSoPin = error.code === 'TOKEN_REMOVED' ? null : secrets.escrow(secrets.present);
    return { keptSoPin, refusal: error.toAppError() };
  }
}
