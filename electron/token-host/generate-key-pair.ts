import pkcs11js from 'pkcs11js';
import type { Handle, Template } from 'pkcs11js';
import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import { readPublicPoint } from './read-public-point.ts';
import { withLogin } from './session.ts';
import { requireProfile } from './token-profile.ts';
import { findToken } from './token-state.ts';

/** OBJECT IDENTIFIER 1.2.156.10197.1.301 (GM/T 0006): the SM2 curve */
const SM2_CURVE = Buffer.from('06082a811ccf5501822d', 'hex');

/** Makes an SM2 key pair on the token, the private key never to leave it. @returns the public point, 65 bytes */
export function generateKeyPair(module: Module, call: CallOf<'generateKeyPair'>): Uint8Array {
  const token = findToken(module, call.serial);
  const profile = requireProfile(module, token);
  return withLogin(module, token, 'readWrite', { role: 'user', pin: call.pin }, (session) =>
    generate(module, session, profile, call),
  );
}

function generate(
  module: Module,
  session: Handle,
  profile: VendorProfile,
  { id, label }: CallOf<'generateKeyPair'>,
): Uint8Array {
  const common: Template = [
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_KEY_TYPE, value: profile.keyType },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
    { type: pkcs11js.CKA_LABEL, value: label },
  ];
  const { publicKey } = module.pkcs11.C_GenerateKeyPair(
    session,
    { mechanism: keyPairMechanism(profile) },
    [
      ...common,
      { type: pkcs11js.CKA_EC_PARAMS, value: SM2_CURVE },
      { type: pkcs11js.CKA_VERIFY, value: true },
    ],
    [
      ...common,
      { type: pkcs11js.CKA_PRIVATE, value: true },
      { type: pkcs11js.CKA_SENSITIVE, value: true },
      { type: pkcs11js.CKA_EXTRACTABLE, value: false },
      { type: pkcs11js.CKA_SIGN, value: true },
    ],
  );
  return readPublicPoint(module, session, profile, publicKey);
}

function keyPairMechanism({ name, keyPairMechanism: mechanism }: VendorProfile): number {
  if (mechanism !== null) return mechanism;
  throw new CodedError('TOKEN_FAILURE', 'the profile generates no keys', { profile: name });
}
