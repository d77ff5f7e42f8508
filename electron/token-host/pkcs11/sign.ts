import type { Handle } from 'pkcs11js';
import pkcs11js from 'pkcs11js';
import type { TokenAnswer, TokenRequest } from '../../adapters/tokens/token-host-operations.ts';
import type { VendorProfile } from '../../adapters/tokens/vendor-profiles.ts';
import { decodeTokenSignature } from '../../core/sm/signature-encoding.ts';
import { CodedError } from '../../shared/errors.ts';
import { findKey, holderOf, type KeyHolder } from './find-key.ts';
import { heldLogin } from './held-login.ts';
import { keepHead } from './keep-head.ts';
import type { Module, Pkcs11Operations } from './module.ts';
import { withLogin } from './session.ts';
import { findToken, requireProfile, type TokenState } from './token-state.ts';

/** Operations that sign, with keys that have a certificate or not. */
export const signOperations = {
  signDigest,
  signRequest,
  signStandard,
} satisfies Partial<Pkcs11Operations>;

/** Longer than any encoding of an SM2 signature. */
const SIGNATURE_CAPACITY = 128;

/**
 * Signs e, or the message of e, with the key of a certificate. A missing token or key is noticed before the PIN is
 * used.
 * @returns r ‖ s, not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, TOKEN_PROFILE_UNKNOWN, SOFT_TOKEN_REFUSED, PIN_REQUIRED and the token's errors
 */
function signDigest(module: Module, call: TokenRequest<'signDigest'>): TokenAnswer<'signDigest'> {
  return {
    ...signAs(module, holderOf(module, call), call),
    held: call.pin === null || call.holdMs !== undefined,
  };
}

/**
 * Signs as {@link signDigest} does, with a key that has no certificate yet. This signs a certificate request.
 * @throws TOKEN_NOT_FOUND, KEY_NOT_FOUND, TOKEN_PROFILE_UNKNOWN and the token's errors
 */
function signRequest(module: Module, call: TokenRequest<'signRequest'>): TokenAnswer<'signRequest'> {
  return signAs(module, { token: findToken(module, call.serial), id: call.keyId }, call);
}

type Signing = Pick<TokenRequest<'signDigest'>, 'digest' | 'message' | 'pin' | 'holdMs' | 'head'>;
type Signature = Omit<TokenAnswer<'signDigest'>, 'held'>;

function signAs(module: Module, { token, id }: KeyHolder, call: Signing): Signature {
  const profile = requireProfile(module, token);
  const input = inputFor(profile, call);
  return inLogin(module, token, call, (session) => {
    const key = findKey(module, session, profile.keyType, id);
    const value = signatureIn(sign(module, session, profile, { key, input }), profile);
    const signed = { value, profile: profile.name };
    return call.head === undefined
      ? signed
      : { ...signed, headKept: keepHead(module, token, call.head, value) };
  });
}

/** Returns r ‖ s from any encoding that tokens use. */
export function signatureIn(
  signature: Uint8Array,
  { name, output }: Pick<VendorProfile, 'name' | 'output'>,
): Uint8Array {
  try {
    return decodeTokenSignature(signature, output);
  } catch (cause) {
    const details = { signatureBytes: signature.length, profile: name };
    throw new CodedError('TOKEN_FAILURE', `no signature: ${String(cause)}`, details);
  }
}

/** Works in a new login, in a new login that is then held for others, or without a PIN in the held login. */
function inLogin<T>(
  module: Module,
  token: TokenState,
  { pin, holdMs }: Signing,
  work: (session: Handle) => T,
): T {
  if (pin === null) return heldLogin.use(token, work, holdMs);
  if (holdMs !== undefined) return heldLogin.take(module, token, { pin, holdMs }, work);
  return withLogin(module, token, 'readOnly', { role: 'user', pin }, work);
}

/** Returns the input of the profile's mechanism. A token that hashes the message alone gets Z in front of it. */
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

/** PKCS#11 v2.40, mechanisms §2.1.6 and §2.3.6. All modules share these numbers, so no profile is needed. */
const MECHANISMS = {
  rsa: { keyType: pkcs11js.CKK_RSA, mechanism: pkcs11js.CKM_RSA_PKCS },
  ec: { keyType: pkcs11js.CKK_EC, mechanism: pkcs11js.CKM_ECDSA },
} as const;

/** An RSA key of 16,384 bits */
const STANDARD_SIGNATURE_CAPACITY = 2048;

/**
 * Signs with an RSA or EC key of a certificate.
 * @returns the RSA value, or r ‖ s; not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, SOFT_TOKEN_REFUSED and the token's errors
 */
function signStandard(module: Module, call: TokenRequest<'signStandard'>): Uint8Array {
  const { token, id } = holderOf(module, call);
  const { keyType, mechanism } = MECHANISMS[call.kind];
  return withLogin(module, token, 'readOnly', { role: 'user', pin: call.pin }, (session) => {
    module.pkcs11.C_SignInit(session, { mechanism }, findKey(module, session, keyType, id));
    const room = Buffer.alloc(STANDARD_SIGNATURE_CAPACITY);
    return Uint8Array.from(module.pkcs11.C_Sign(session, Buffer.from(call.input), room));
  });
}
