import { CodedError } from '../../shared/errors.ts';
import { membersOf, readDer } from '../asn1/der-reader.ts';
import { CURVE_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { integerOf } from '../asn1/values.ts';
import type { PublicKey } from '../x509/public-key.ts';

/** A public key that makes ordinary signatures: RSA, or an elliptic curve of NIST. */
export type StandardKey =
  | { readonly kind: 'rsa'; readonly modulus: bigint; readonly exponent: bigint }
  | { readonly kind: 'ec'; readonly curve: keyof typeof CURVE_OID; readonly point: Uint8Array };

/** @throws CodedError KEY_KIND_UNSUPPORTED for every other kind, DER_INVALID for a damaged RSA key */
export function standardKeyOf({ algorithm, octets }: PublicKey): StandardKey {
  if (algorithm === 'RSA') return rsaKeyOf(octets);
  if (algorithm === `EC ${CURVE_OID.p256}`) return { kind: 'ec', curve: 'p256', point: octets };
  if (algorithm === `EC ${CURVE_OID.p384}`) return { kind: 'ec', curve: 'p384', point: octets };
  throw new CodedError('KEY_KIND_UNSUPPORTED', algorithm, { algorithm });
}

/** RFC 8017 §A.1.1: RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } */
function rsaKeyOf(octets: Uint8Array): StandardKey {
  const members = membersOf(readDer(octets, 'RSAPublicKey', TAG.sequence), 'RSAPublicKey');
  const modulus = integerOf(members.next(TAG.integer), 'RSAPublicKey.modulus');
  const exponent = integerOf(members.next(TAG.integer), 'RSAPublicKey.publicExponent');
  members.end();
  return { kind: 'rsa', modulus, exponent };
}
