import type { Home } from '../../home/home.ts';
import { tokenSigner } from '../../services/tokens/token-signer.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { CodedError } from '../../shared/errors.ts';
import { pinSourceOf } from '../arguments.ts';
import { readPin } from '../pin-input.ts';

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
  const pin = await readPin(source);
  try {
    const lastTryConfirmed = options.lastTry === true;
    const key = { ...found, tokens: home.tokens, pin, lastTryConfirmed };
    const { certificate, seals, address } = found;
    const signer = { certificate, seals, sign: tokenSigner(key, home.engine) };
    return await work(signer, address.serial);
  } finally {
    pin.fill(0);
  }
}

function signerAmong(tokens: readonly ListedToken[], serial: string | undefined) {
  const [found, ...others] = tokens.filter(({ info }) => serial === undefined || info.serial === serial);
  if (found === undefined) throw new CodedError('TOKEN_NOT_FOUND');
  if (others.length > 0) throw new CodedError('TOKEN_AMBIGUOUS', 'name one by --token');
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
