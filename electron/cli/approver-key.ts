import type { Home } from '../home/home.ts';
import { tokenSigner } from '../services/tokens/token-signer.ts';
import type { DecisionSigner } from '../services/approvals/decide-request.ts';
import type { ListedToken } from '../services/tokens/list-tokens.ts';
import { CodedError } from '../shared/errors.ts';
import { pinSourceOf } from './arguments.ts';
import { readPin } from './pin-input.ts';

/** Options of commands that sign with a key of the enterprise. */
export const KEY_OPTIONS = {
  token: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
} as const;

interface KeyValues {
  readonly token?: string | undefined;
  readonly 'pin-env'?: string | undefined;
  readonly 'pin-stdin'?: boolean | undefined;
  readonly 'last-try'?: boolean | undefined;
}

/** Works with the signing key of the token that is named, or of the only one. */
export async function withApproverKey<T>(
  values: KeyValues,
  home: Home,
  work: (signer: DecisionSigner) => Promise<T>,
): Promise<T> {
  const source = pinSourceOf(values);
  const found = signerAmong((await home.listTokens()).tokens, values.token);
  const pin = await readPin(source);
  try {
    const lastTryConfirmed = values['last-try'] === true;
    const key = { ...found, tokens: home.tokens, pin, lastTryConfirmed };
    return await work({ certificate: found.certificate, sign: tokenSigner(key, home.engine) });
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
  const { module, serial: address, pin: pinState } = found.info;
  return { address: { module, serial: address }, pinState, certificate };
}
