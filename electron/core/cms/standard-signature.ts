import { p256, p384 } from '@noble/curves/nist.js';
import { CodedError } from '../../shared/errors.ts';
import { membersOf, readDer } from '../asn1/der-reader.ts';
import { writeNull, writeObjectIdentifier, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { CURVE_OID, DIGEST_OID, TAG } from '../asn1/identifiers.ts';
import { integerOf } from '../asn1/values.ts';
import { concatBytes, equalBytes } from '../bytes/byte-arrays.ts';
import type { PublicKey } from '../x509/signed-structure.ts';

const CURVES = { p256, p384 } as const;

/**
 * Checks a signature over a SHA-256 hash.
 * @param signature as tokens return it: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), or r ‖ s of ECDSA
 * @returns false for every malformed input
 */
export function verifyStandard(key: StandardKey, hash: Uint8Array, signature: Uint8Array): boolean {
  return key.kind === 'rsa' ? verifyRsa(key, hash, signature) : verifyEcdsa(key, hash, signature);
}

/** RFC 8017 §8.2.2: builds the encoded message anew and compares it whole, so that no padding is parsed. */
function verifyRsa(
  { modulus, exponent }: Extract<StandardKey, { kind: 'rsa' }>,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean {
  const length = Math.ceil(modulus.toString(16).length / 2);
  const value = numberOf(signature);
  if (signature.length !== length || value >= modulus) return false;
  const info = encodeDigestInfo(hash);
  const padding = length - info.length - 3;
  if (padding < 8) return false;
  const expected = concatBytes(
    Uint8Array.of(0, 1),
    new Uint8Array(padding).fill(0xff),
    Uint8Array.of(0),
    info,
  );
  return equalBytes(octetsOf(power(value, exponent, modulus), length), expected);
}

function verifyEcdsa(
  { curve, point }: Extract<StandardKey, { kind: 'ec' }>,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return CURVES[curve].verify(signature, hash, point, { prehash: false, lowS: false });
  } catch {
    return false;
  }
}

/** Computes base ^ exponent mod modulus. All values are public, so time may depend on them. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function numberOf(octets: Uint8Array): bigint {
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function octetsOf(value: bigint, length: number): Uint8Array {
  const octets = new Uint8Array(length);
  for (let [rest, index] = [value, length - 1]; index >= 0; index -= 1, rest >>= 8n) {
    octets[index] = Number(rest & 0xffn);
  }
  return octets;
}

/** A public key that makes ordinary signatures: RSA, or a NIST curve. */
export type StandardKey =
  | { readonly kind: 'rsa'; readonly modulus: bigint; readonly exponent: bigint }
  | { readonly kind: 'ec'; readonly curve: keyof typeof CURVE_OID; readonly point: Uint8Array };

/**
 * Reads a key. @throws CodedError KEY_KIND_UNSUPPORTED for every other kind, DER_INVALID for a damaged RSA
 * key
 */
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

/**
 * Writes the AlgorithmIdentifier of SHA-256 with NULL parameters, as DigestInfo requires (RFC 8017 §9.2 note
 * 1).
 */
export function sha256Algorithm(): Uint8Array {
  return writeSequence(writeObjectIdentifier(DIGEST_OID.sha256), writeNull());
}

/**
 * RFC 8017 §9.2
 * DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
 * A token with CKM_RSA_PKCS takes this and adds the padding.
 * @param hash SHA-256, 32 bytes
 */
export function encodeDigestInfo(hash: Uint8Array): Uint8Array {
  return writeSequence(sha256Algorithm(), writeOctetString(hash));
}
