import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import { findObjects, readAttribute } from './objects.ts';
import { withLogin, withSession } from './session.ts';
import { findToken, type TokenState } from './token-state.ts';
import { requireProfile } from './token-profile.ts';

/** More than any encoding of an SM2 signature takes. */
const SIGNATURE_CAPACITY = 128;

/**
 * Signs e with the key of a certificate. What is missing is found before the PIN is used.
 * @returns the signature as the token encodes it, not yet checked against the certificate
 */
export function signDigest(module: Module, call: CallOf<'signDigest'>): Uint8Array {
  const token = findToken(module, call.serial);
  const profile = requireProfile(module, token);
  if (profile.input !== 'digest') {
    throw new CodedError('TOKEN_FAILURE', 'the profile takes messages', { profile: profile.name });
  }
  const id = certificateId(module, token, call.certificate);
  return withLogin(module, token, 'readOnly', { role: 'user', pin: call.pin }, (session) =>
    sign(module, session, profile, { key: findKey(module, session, id), digest: call.digest }),
  );
}

/** The key pair shares the certificate's CKA_ID. Labels and even CKA_ID are not unique, the DER is. */
function certificateId(module: Module, token: TokenState, der: Uint8Array): Uint8Array {
  return withSession(module, token.slot, 'readOnly', (session) => {
    const certificates = findObjects(module.pkcs11, session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    ]);
    const wanted = Buffer.from(der);
    for (const object of certificates) {
      const value = readAttribute(module.pkcs11, session, object, pkcs11js.CKA_VALUE);
      if (wanted.equals(value)) return readAttribute(module.pkcs11, session, object, pkcs11js.CKA_ID);
    }
    throw new CodedError('KEY_NOT_FOUND', 'the certificate is not on the token');
  });
}

function findKey({ pkcs11 }: Module, session: Handle, id: Uint8Array): Handle {
  const keys = findObjects(pkcs11, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
  ]);
  if (keys[0] === undefined) throw new CodedError('KEY_NOT_FOUND', 'no private key of that CKA_ID');
  return keys[0];
}

function sign(
  { pkcs11 }: Module,
  session: Handle,
  profile: VendorProfile,
  { key, digest }: { readonly key: Handle; readonly digest: Uint8Array },
): Uint8Array {
  pkcs11.C_SignInit(session, { mechanism: profile.signMechanism }, key);
  return Uint8Array.from(pkcs11.C_Sign(session, Buffer.from(digest), Buffer.alloc(SIGNATURE_CAPACITY)));
}
