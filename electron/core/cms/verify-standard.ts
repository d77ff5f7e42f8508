import { p256, p384 } from '@noble/curves/nist.js';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { encodeDigestInfo } from './digest-info.ts';
import type { StandardKey } from './standard-key.ts';

const CURVES = { p256, p384 } as const;

/**
 * Checks a signature over a SHA-256 hash.
 * @param signature as tokens return it: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), or r ‖ s of ECDSA
 * @returns false for every malformed input
 */
export function verifyStandard(key: StandardKey, hash: Uint8Array, signature: Uint8Array): boolean {
  return key.kind === 'rsa' ? verifyRsa(key, hash, signature) : verifyEcdsa(key, hash, signature);
}

/** RFC 8017 §8.2.2: the encoded message is built anew and compared whole, so that no padding is parsed. */
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

/** Public values alone: time may depend on them. */
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
