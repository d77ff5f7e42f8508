import type { Handle } from 'pkcs11js';
import type { CallOf, TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';
import { findKey, holderOf, type KeyHolder } from './find-key.ts';
import { heldLogin } from './held-login.ts';
import type { Module } from './module.ts';
import { withLogin } from './session.ts';
import { findToken, type TokenState } from './token-state.ts';
import { requireProfile } from './token-profile.ts';

/** More than any encoding of an SM2 signature takes. */
const SIGNATURE_CAPACITY = 128;

/**
 * Signs e, or the message that e is of, with the key of a certificate. What is missing is found before the PIN
 * is used.
 * @returns the signature as the token encodes it, not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, TOKEN_PROFILE_UNKNOWN, SOFT_TOKEN_REFUSED, PIN_REQUIRED and what the token answers
 */
export function signDigest(module: Module, call: CallOf<'signDigest'>): TokenHostValue<'signDigest'> {
  return {
    ...signAs(module, holderOf(module, call), call),
    held: call.pin === null || call.holdMs !== undefined,
  };
}

/**
 * As {@link signDigest}, with a key that has no certificate yet: a request for one is signed so.
 * @throws TOKEN_NOT_FOUND, KEY_NOT_FOUND, TOKEN_PROFILE_UNKNOWN and what the token answers
 */
export function signRequest(module: Module, call: CallOf<'signRequest'>): TokenHostValue<'signRequest'> {
  return signAs(module, { token: findToken(module, call.serial), id: call.keyId }, call);
}

type Signing = Pick<CallOf<'signDigest'>, 'digest' | 'message' | 'pin' | 'holdMs'>;

function signAs(module: Module, { token, id }: KeyHolder, call: Signing): TokenHostValue<'signRequest'> {
  const profile = requireProfile(module, token);
  const input = inputFor(profile, call);
  const signature = inLogin(module, token, call, (session) =>
    sign(module, session, profile, { key: findKey(module, session, profile.keyType, id), input }),
  );
  return { signature, profile: profile.name, output: profile.output };
}

/** In a login of its own, in one that then stands for others, or without a PIN in one that stands. */
function inLogin<T>(
  module: Module,
  token: TokenState,
  { pin, holdMs }: Signing,
  work: (session: Handle) => T,
): T {
  if (pin === null) return heldLogin.use(token, work);
  if (holdMs !== undefined) return heldLogin.take(module, token, { pin, holdMs }, work);
  return withLogin(module, token, 'readOnly', { role: 'user', pin }, work);
}

/** What the profile's mechanism takes; a token that hashes the message alone is given Z as its beginning. */
function inputFor(profile: VendorProfile, { digest, message }: Signing): Buffer {
  if (profile.input === 'digest') return Buffer.from(digest);
  if (message === undefined) {
    throw new CodedError('TOKEN_FAILURE', 'the profile takes messages', { profile: profile.name });
  }
  return profile.tokenAppliesZ ? Buffer.from(message.tbs) : Buffer.concat([message.z, message.tbs]);
}

function sign(
  { pkcs11 }: Module,
  session: Handle,
  profile: VendorProfile,
  { key, input }: { readonly key: Handle; readonly input: Buffer },
): Uint8Array {
  pkcs11.C_SignInit(session, { mechanism: profile.signMechanism }, key);
  return Uint8Array.from(pkcs11.C_Sign(session, input, Buffer.alloc(SIGNATURE_CAPACITY)));
}
