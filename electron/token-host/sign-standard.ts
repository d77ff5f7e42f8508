import pkcs11js from 'pkcs11js';
import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import { findKey, holderOf } from './find-key.ts';
import type { Module } from './module.ts';
import { withLogin } from './session.ts';

/** PKCS#11 v2.40, mechanisms §2.1.6 and §2.3.6: numbers that every module shares, so no profile is needed. */
const MECHANISMS = {
  rsa: { keyType: pkcs11js.CKK_RSA, mechanism: pkcs11js.CKM_RSA_PKCS },
  ec: { keyType: pkcs11js.CKK_EC, mechanism: pkcs11js.CKM_ECDSA },
} as const;

/** An RSA key of 16,384 bits */
const SIGNATURE_CAPACITY = 2048;

/**
 * Signs with an RSA or EC key of a certificate.
 * @returns the RSA value, or r ‖ s; not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, SOFT_TOKEN_REFUSED and what the token answers
 */
export function signStandard(module: Module, call: CallOf<'signStandard'>): Uint8Array {
  const { token, id } = holderOf(module, call);
  const { keyType, mechanism } = MECHANISMS[call.kind];
  return withLogin(module, token, 'readOnly', { role: 'user', pin: call.pin }, (session) => {
    module.pkcs11.C_SignInit(session, { mechanism }, findKey(module, session, keyType, id));
    const room = Buffer.alloc(SIGNATURE_CAPACITY);
    return Uint8Array.from(module.pkcs11.C_Sign(session, Buffer.from(call.input), room));
  });
}
