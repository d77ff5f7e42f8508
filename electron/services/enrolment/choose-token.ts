import type { TokenSnapshot } from '../../shared/model/token.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { pinRefusal } from '../tokens/pin-guard.ts';

/**
 * The token to enrol: the one of the serial number that was given, else the only one, else the only one without
 * a certificate. Nobody is logged in to a token that may be somebody else's. Fails with TOKEN_NOT_FOUND,
 * TOKEN_NOT_INITIALISED, TOKEN_AMBIGUOUS, PIN_LOCKED or PIN_LAST_TRY.
 * @param lastTryConfirmed the person knows that a wrong PIN now locks the token
 */
export function chooseToken(
  tokens: readonly TokenSnapshot[],
  serial: string | undefined,
  lastTryConfirmed: boolean,
): Result<TokenSnapshot> {
  const named = tokens.filter((token) => serial === undefined || token.serial === serial);
  if (named.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const initialised = named.filter((token) => token.initialised);
  if (initialised.length === 0) return failure({ code: 'TOKEN_NOT_INITIALISED' });
  const empty = initialised.filter(({ certificates }) => certificates.length === 0);
  const [token, ...others] = initialised.length === 1 ? initialised : empty;
  if (token === undefined || others.length > 0) {
    return failure({ code: 'TOKEN_AMBIGUOUS', details: { count: initialised.length } });
  }
  const refusal = pinRefusal(token.pin, lastTryConfirmed);
  return refusal === null ? success(token) : failure(refusal);
}
