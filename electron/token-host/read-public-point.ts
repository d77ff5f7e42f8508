import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import { readAttribute } from './objects.ts';
import { publicPointIn, publicPointOf } from './public-point.ts';

/**
 * The point of a public key on the token, in whatever form its vendor keeps it.
 * @returns 04 ‖ x ‖ y
 * @throws TOKEN_FAILURE where there is none in a known form
 */
export function readPublicPoint(
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
