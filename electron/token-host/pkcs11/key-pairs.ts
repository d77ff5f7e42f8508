import pkcs11js from 'pkcs11js';
import type { Handle, Template } from 'pkcs11js';
import type { TokenAnswer, TokenRequest } from '../../adapters/tokens/token-host-operations.ts';
import type { VendorProfile } from '../../adapters/tokens/vendor-profiles.ts';
import { CodedError } from '../../shared/errors.ts';
import { findObjects, keyTypeOf, readAttribute, readText } from './find-key.ts';
import type { Module, Pkcs11Operations } from './module.ts';
import { withLogin, withSession } from './session.ts';
import { findToken, requireProfile } from './token-state.ts';

/** Operations on the SM2 key pairs of a token. */
export const keyPairOperations = {
  keyPairs: readKeyPairs,
  generateKeyPair,
} satisfies Partial<Pkcs11Operations>;

/** Lists the SM2 key pairs of a token by their public keys, without login. @throws TOKEN_PROFILE_UNKNOWN */
function readKeyPairs(module: Module, { serial }: TokenRequest<'keyPairs'>): TokenAnswer<'keyPairs'> {
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

/** OBJECT IDENTIFIER 1.2.156.10197.1.301 (GM/T 0006): the SM2 curve */
const SM2_CURVE = Buffer.from('06082a811ccf5501822d', 'hex');

/** Makes an SM2 key pair on the token; the private key can never leave it. @returns the public point, 65 bytes */
function generateKeyPair(module: Module, call: TokenRequest<'generateKeyPair'>): Uint8Array {
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
  { id, label }: TokenRequest<'generateKeyPair'>,
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

/**
 * Reads the point of a public key on the token, in any form that vendors use.
 * @returns 04 ‖ x ‖ y
 * @throws TOKEN_FAILURE when there is none in a known form
 */
function readPublicPoint(
  { pkcs11 }: Module,
  session: Handle,
  { name, coordinates }: VendorProfile,
  key: Handle,
): Uint8Array {
  const attribute = (type: number): Uint8Array => readAttribute(pkcs11, session, key, type);
  const point =
    coordinates === null
      ? publicPointIn(attribute(pkcs11js.CKA_EC_POINT))
      : publicPointOf(attribute(coordinates.x), attribute(coordinates.y));
  if (point === null) throw new CodedError('TOKEN_FAILURE', 'CKA_EC_POINT', { profile: name });
  return point;
}

/** 04 ‖ x ‖ y */
const POINT_LENGTH = 65;
const COORDINATE_LENGTH = 32;

/**
 * Reads CKA_EC_POINT in the forms that tokens give: DER OCTET STRING (67 bytes), the bare point (65), and the bare
 * point with a stray 04 at its end (66). Returns null for anything else.
 */
export function publicPointIn(value: Uint8Array): Uint8Array | null {
  const wrapped = value.length === POINT_LENGTH + 2 && value[0] === 0x04 && value[1] === POINT_LENGTH;
  const point = wrapped ? value.slice(2) : value.slice(0, POINT_LENGTH);
  const known =
    wrapped || value.length === POINT_LENGTH || (value.length === POINT_LENGTH + 1 && value.at(-1) === 0x04);
  return known && point[0] === 0x04 ? point : null;
}

/**
 * Joins the point of a token that keeps x and y in separate attributes of 32 bytes each. Some tokens leave leading
 * zeros out or add a sign octet. Returns null when the attributes are no coordinates.
 */
export function publicPointOf(x: Uint8Array, y: Uint8Array): Uint8Array | null {
  const [left, right] = [coordinate(x), coordinate(y)];
  return left === null || right === null ? null : Uint8Array.of(0x04, ...left, ...right);
}

function coordinate(value: Uint8Array): Uint8Array | null {
  const excess = value.length - COORDINATE_LENGTH;
  if (value.length === 0 || value.subarray(0, Math.max(0, excess)).some((byte) => byte !== 0)) return null;
  const octets = new Uint8Array(COORDINATE_LENGTH);
  octets.set(value.subarray(Math.max(0, excess)), Math.max(0, -excess));
  return octets;
}
