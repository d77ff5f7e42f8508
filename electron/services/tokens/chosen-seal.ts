import type { SealInfo, TokenInfo } from '../../shared/model/token.ts';
import { failure, success, type Result } from '../../shared/result.ts';

/** A seal that was chosen, with all that signing with it takes. */
export interface ChosenSeal {
  readonly token: TokenInfo;
  readonly info: SealInfo;
  /** SESeal, DER */
  readonly seal: Uint8Array;
  /** The certificate on the token that the seal lists, DER. */
  readonly certificate: Uint8Array;
}

/** The words of a person for a seal: its esID or name, and its token when several hold one of that name. */
export interface SealName {
  readonly seal: string;
  readonly tokenSerial?: string;
}

/** Finds the one seal that a name means. Fails with SEAL_NOT_FOUND, SEAL_AMBIGUOUS or TOKEN_NOT_FOUND. */
export function findSeal(
  name: SealName,
  tokens: readonly TokenInfo[],
): Result<{ token: TokenInfo; info: SealInfo }> {
  const searched = tokens.filter(
    (token) => name.tokenSerial === undefined || token.serial === name.tokenSerial,
  );
  if (searched.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const seals = searched.flatMap((token) => token.seals.map((info) => ({ token, info })));
  const byId = seals.filter(({ info }) => info.esId === name.seal);
  const matches = byId.length > 0 ? byId : seals.filter(({ info }) => info.name === name.seal);
  if (matches.length > 1) return failure({ code: 'SEAL_AMBIGUOUS', details: { count: matches.length } });
  const match = matches[0];
  return match === undefined ? failure({ code: 'SEAL_NOT_FOUND' }) : success(match);
}
