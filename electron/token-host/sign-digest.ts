import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import type { CallOf, TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import { findObjects, readAttribute } from './objects.ts';
import { withLogin, withSession } from './session.ts';
import { findToken, findTokens, isRefused, type TokenState } from './token-state.ts';
import { requireProfile } from './token-profile.ts';

/** More than any encoding of an SM2 signature takes. */
const SIGNATURE_CAPACITY = 128;

/**
 * Signs e, or the message that e is of, with the key of a certificate. What is missing is found before the PIN
 * is used.
 * @returns the signature as the token encodes it, not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, TOKEN_PROFILE_UNKNOWN, SOFT_TOKEN_REFUSED and what the token answers
 */
export function signDigest(module: Module, call: CallOf<'signDigest'>): TokenHostValue<'signDigest'> {
  const { token, id } = holderOf(module, call);
  const profile = requireProfile(module, token);
  const input = inputFor(profile, call);
  const signature = withLogin(module, token, 'readOnly', { role: 'user', pin: call.pin }, (session) =>
    sign(module, session, profile, { key: findKey(module, session, profile, id), input }),
  );
  return { signature, profile: profile.name, output: profile.output };
}

interface Holder {
  readonly token: TokenState;
  /** CKA_ID, which key and certificate share. */
  readonly id: Uint8Array;
}

/**
 * The same key in another port is the same key: the token of that serial number which holds the certificate.
 * Serial numbers, labels and even CKA_ID are not unique, the certificate's DER is.
 */
function holderOf(module: Module, { serial, certificate }: CallOf<'signDigest'>): Holder {
  findToken(module, serial);
  for (const token of findTokens(module, serial)) {
    const id = isRefused(module, token) ? null : certificateId(module, token, certificate);
    if (id !== null) return { token, id };
  }
  throw new CodedError('KEY_NOT_FOUND', 'the certificate is not on the token');
}

function certificateId(module: Module, token: TokenState, der: Uint8Array): Uint8Array | null {
  return withSession(module, token.slot, 'readOnly', (session) => {
    const certificates = findObjects(module.pkcs11, session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    ]);
    const wanted = Buffer.from(der);
    for (const object of certificates) {
      const value = readAttribute(module.pkcs11, session, object, pkcs11js.CKA_VALUE);
      if (wanted.equals(value)) return readAttribute(module.pkcs11, session, object, pkcs11js.CKA_ID);
    }
    return null;
  });
}

/** What the profile's mechanism takes; a token that hashes the message alone is given Z as its beginning. */
function inputFor(profile: VendorProfile, { digest, message }: CallOf<'signDigest'>): Buffer {
  if (profile.input === 'digest') return Buffer.from(digest);
  if (message === undefined) {
    throw new CodedError('TOKEN_FAILURE', 'the profile takes messages', { profile: profile.name });
  }
  return profile.tokenAppliesZ ? Buffer.from(message.tbs) : Buffer.concat([message.z, message.tbs]);
}

/** A key of the profile's kind before any other of that CKA_ID: a bank's token may hold RSA beside SM2. */
function findKey({ pkcs11 }: Module, session: Handle, profile: VendorProfile, id: Uint8Array): Handle {
  const keys = findObjects(pkcs11, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
  ]);
  const isSm2 = (key: Handle): boolean => keyTypeOf(pkcs11, session, key) === profile.keyType;
  const key = keys.find(isSm2) ?? keys[0];
  if (key === undefined) throw new CodedError('KEY_NOT_FOUND', 'no private key of that CKA_ID');
  return key;
}

/** CKA_KEY_TYPE, a native unsigned long; null where the token does not tell. */
function keyTypeOf(pkcs11: Module['pkcs11'], session: Handle, key: Handle): number | null {
  const value = readAttribute(pkcs11, session, key, pkcs11js.CKA_KEY_TYPE);
  return value.length < 4 ? null : new DataView(value.buffer).getUint32(0, true);
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
