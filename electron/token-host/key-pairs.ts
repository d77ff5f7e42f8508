import pkcs11js from 'pkcs11js';
import type { CallOf, TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import { keyTypeOf } from './find-key.ts';
import type { Module } from './module.ts';
import { findObjects, readAttribute, readText } from './objects.ts';
import { readPublicPoint } from './read-public-point.ts';
import { withSession } from './session.ts';
import { requireProfile } from './token-profile.ts';
import { findToken } from './token-state.ts';

/** The SM2 key pairs of a token, known by their public keys, without login. @throws TOKEN_PROFILE_UNKNOWN */
export function readKeyPairs(module: Module, { serial }: CallOf<'keyPairs'>): TokenHostValue<'keyPairs'> {
  const token = findToken(module, serial);
  const profile = requireProfile(module, token);
  const { pkcs11 } = module;
  return withSession(module, token.slot, 'readOnly', (session) =>
    findObjects(pkcs11, session, [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PUBLIC_KEY }])
      .filter((key) => keyTypeOf(pkcs11, session, key) === profile.keyType)
      .map((key) => ({
        id: readAttribute(pkcs11, session, key, pkcs11js.CKA_ID),
        label: readText(pkcs11, session, key, pkcs11js.CKA_LABEL),
        publicKey: readPublicPoint(module, session, profile, key),
      })),
  );
}
