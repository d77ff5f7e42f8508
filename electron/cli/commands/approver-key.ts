import type { Home } from '../../home/home.ts';
import { tokenSigner } from '../../services/tokens/token-signer.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { CodedError } from '../../shared/errors.ts';
import { pinSourceOf } from '../arguments.ts';
import { withPin } from '../ask/pin-input.ts';
import { namedToken } from './choose-token.ts';

/** Options of commands that sign with a key of the enterprise. */
export interface KeyOptions {
  readonly token?: string;
  readonly pinEnv?: string;
  readonly pinStdin?: true;
  readonly lastTry?: true;
}

/** Works with the signing key of the token that is named, or of the only one. */
export async function withApproverKey<T>(
  options: KeyOptions,
  home: Home,
  work: (signer: DecisionSigner, tokenSerial: string) => Promise<T>,
): Promise<T> {
  const source = pinSourceOf(options);
  const found = signerAmong((await home.listTokens()).tokens, options.token);
  return withPin(source, (pin) => {
    const lastTryConfirmed = options.lastTry === true;
    const key = { ...found, tokens: home.tokens, pin, lastTryConfirmed };
    const { certificate, seals, address } = found;
    const signer = { certificate, seals, sign: tokenSigner(key, home.engine) };
    return work(signer, address.serial);
  });
}

function signerAmong(tokens: readonly ListedToken[], serial: string | undefined) {
  const found = namedToken(tokens, serial);
  const certificate = found.certificates.find(({ info }) => info.usable)?.der;
  if (certificate === undefined) throw new CodedError('TOKEN_NO_CERTIFICATE');
  const { module, serial: address, pin: pinState, seals } = found.info;
  return {
    address: { module, serial: address },
    pinState,
    certificate,
    seals: seals.map(({ esId }) => esId),
  };
}
