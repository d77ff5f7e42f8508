import { CodedError } from '../../shared/errors.ts';
import { membersOf, readDer } from '../asn1/der-reader.ts';
import { CURVE_OID, KEY_OID, TAG } from '../asn1/identifiers.ts';
import { integerOf } from '../asn1/values.ts';

export type Curve = keyof typeof CURVE_OID;

/** A public key that makes ordinary signatures: RSA, a NIST curve, or Ed25519. */
export type StandardKey =
  | {
      readonly kind: 'rsa';
      readonly modulus: bigint;
      readonly exponent: bigint;
      /** Whether the key is for RSASSA-PSS alone (RFC 4055 §1.2). */
      readonly pssOnly: boolean;
    }
  | { readonly kind: 'ec'; readonly curve: Curve; readonly point: Uint8Array }
  | { readonly kind: 'ed25519'; readonly point: Uint8Array };

const CURVES: ReadonlyMap<string, Curve> = new Map([
  [CURVE_OID.p256, 'p256'],
  [CURVE_OID.p384, 'p384'],
  [CURVE_OID.p521, 'p521'],
]);

/**
 * Reads a key out of SubjectPublicKeyInfo.
 * @param algorithm the identifier of the algorithm
 * @param curve the identifier of the named curve; null if there is none
 * @returns null for every other kind of key, and for damaged ones
 */
export function standardKeyOrNull(
  algorithm: string,
  curve: string | null,
  octets: Uint8Array,
): StandardKey | null {
  if (algorithm === KEY_OID.ed25519) return octets.length === 32 ? { kind: 'ed25519', point: octets } : null;
  if (algorithm === KEY_OID.ecPublicKey) {
    const known = CURVES.get(curve ?? '');
    return known === undefined ? null : { kind: 'ec', curve: known, point: octets };
  }
  const pssOnly = algorithm === KEY_OID.rsaPss;
  return algorithm === KEY_OID.rsaEncryption || pssOnly ? rsaKeyOrNull(octets, pssOnly) : null;
}

/** No authority issues a larger key, and the cost of a check grows with the cube of the length. */
const MOST_MODULUS_BITS = 16_384;

/** FIPS 186-5 allows up to 256 bits; OpenSSL takes 64 with large moduli. All in use is 3, 17 or 65537. */
const MOST_EXPONENT_BITS = 64;

/** RFC 8017 §A.1.1: RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } */
function rsaKeyOrNull(octets: Uint8Array, pssOnly: boolean): StandardKey | null {
  try {
    const members = membersOf(readDer(octets, 'RSAPublicKey', TAG.sequence), 'RSAPublicKey');
    const modulus = integerOf(members.next(TAG.integer), 'RSAPublicKey.modulus');
    const exponent = integerOf(members.next(TAG.integer), 'RSAPublicKey.publicExponent');
    members.end();
    if (modulus <= 0n || exponent < 3n || (exponent & 1n) === 0n) return null;
    if (bitLength(modulus) > MOST_MODULUS_BITS || bitLength(exponent) > MOST_EXPONENT_BITS) return null;
    return { kind: 'rsa', modulus, exponent, pssOnly };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** Returns the number of bits of a number above zero. */
export function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** NIST SP 800-131A revision 2: shorter moduli are disallowed since 2014. */
const LEAST_MODULUS_BITS = 2048;

/** Tells whether a key is too short to prove anything. */
export function isWeakKey(key: StandardKey): boolean {
  return key.kind === 'rsa' && bitLength(key.modulus) < LEAST_MODULUS_BITS;
}

const CURVE_NAMES: Readonly<Record<Curve, string>> = { p256: 'P-256', p384: 'P-384', p521: 'P-521' };

/** Returns the name of a kind of key that people read, such as "RSA 2048". */
export function keyName(key: StandardKey): string {
  if (key.kind === 'rsa') return `RSA ${String(bitLength(key.modulus))}`;
  return key.kind === 'ec' ? `ECDSA ${CURVE_NAMES[key.curve]}` : 'Ed25519';
}
