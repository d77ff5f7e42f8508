import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { CodedError } from '../../shared/errors.ts';
import { membersOf, readDer } from '../asn1/der-reader.ts';
import { writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { integerOf } from '../asn1/values.ts';
import { concatBytes, equalBytes } from '../bytes/byte-arrays.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import type { Digest, Digests } from './digests.ts';
import { encodeDigestAlgorithm, type SignatureScheme } from './signature-scheme.ts';
import { bitLength, type StandardKey } from './standard-key.ts';

/** A signature by a key that is not SM2. */
export interface StandardSignature {
  readonly key: StandardKey;
  readonly scheme: SignatureScheme;
  /** The value as certificates and CMS hold it: that of RSA, Ecdsa-Sig-Value in DER, or 64 bytes of Ed25519. */
  readonly value: Uint8Array;
  /** What is signed: the bytes, or their digest by the scheme's algorithm where they are too many to hold. */
  readonly signed: { readonly message: Uint8Array } | { readonly digest: Uint8Array };
}

/** Checks a signature. @returns null if the scheme does not go with the key, or a digest is not supported */
export type StandardVerifier = (signature: StandardSignature) => boolean | null;

/**
 * Makes the verifier that computes everything itself, on numbers of the language and @noble/curves. It stands in where
 * a runtime's own lacks an algorithm, and tests compare the two.
 */
export function standardVerifier(digests: Digests): StandardVerifier {
  return ({ key, scheme, value, signed }) => {
    if (scheme.kind === 'ed25519') {
      if (key.kind !== 'ed25519' || !('message' in signed)) return null;
      return verifyEd25519(key.point, signed.message, value);
    }
    const digest = digests.of(scheme.digest);
    if (digest === undefined) return null;
    const hash = 'message' in signed ? digest(signed.message) : signed.digest;
    if (scheme.kind === 'ecdsa') return key.kind === 'ec' ? verifyEcdsa(key, hash, value) : null;
    if (key.kind !== 'rsa') return null;
    if (scheme.kind === 'rsa') return key.pssOnly ? null : verifyRsa(key, scheme.digest, hash, value);
    const mask = digests.of(scheme.maskDigest);
    return mask === undefined ? null : verifyPss(key, scheme.saltLength, { digest, mask }, hash, value);
  };
}

type RsaKey = Extract<StandardKey, { kind: 'rsa' }>;

/** RFC 8017 §8.2.2: builds the encoded message anew and compares it whole, so that no padding is parsed. */
export function verifyRsa(key: RsaKey, digest: string, hash: Uint8Array, value: Uint8Array): boolean {
  const length = Math.ceil(bitLength(key.modulus) / 8);
  const encoded = recovered(key, value);
  const info = encodeDigestInfo(digest, hash);
  const padding = length - info.length - 3;
  if (encoded === null || padding < 8) return false;
  const filler = new Uint8Array(padding).fill(0xff);
  return equalBytes(encoded, concatBytes(Uint8Array.of(0, 1), filler, Uint8Array.of(0), info));
}

/**
 * RFC 8017 §9.2
 * DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
 */
export function encodeDigestInfo(digest: string, hash: Uint8Array): Uint8Array {
  return writeSequence(encodeDigestAlgorithm(digest), writeOctetString(hash));
}

/** RFC 8017 §9.1.2, EMSA-PSS-VERIFY, with one bit less than the modulus has. */
function verifyPss(
  key: RsaKey,
  saltLength: number,
  { digest, mask }: { readonly digest: Digest; readonly mask: Digest },
  hash: Uint8Array,
  value: Uint8Array,
): boolean {
  const bits = bitLength(key.modulus) - 1;
  const length = Math.ceil(bits / 8);
  const whole = recovered(key, value);
  if (whole === null || (whole.length > length && whole[0] !== 0)) return false;
  const encoded = whole.subarray(whole.length - length);
  const maskedLength = length - hash.length - 1;
  const zeros = maskedLength - saltLength - 1;
  if (zeros < 0 || encoded[length - 1] !== 0xbc) return false;
  const spareBits = 8 * length - bits;
  const topMask = 0xff >> spareBits;
  if (((encoded[0] ?? 0) & ~topMask & 0xff) !== 0) return false;
  const signedHash = encoded.subarray(maskedLength, length - 1);
  const block = unmasked(encoded.subarray(0, maskedLength), signedHash, mask);
  block[0] = (block[0] ?? 0) & topMask;
  if (block[zeros] !== 1 || block.subarray(0, zeros).some((byte) => byte !== 0)) return false;
  return equalBytes(digest(concatBytes(new Uint8Array(8), hash, block.subarray(zeros + 1))), signedHash);
}

/** RFC 8017 appendix B.2.1, MGF1, added to the masked block. */
function unmasked(masked: Uint8Array, seed: Uint8Array, digest: Digest): Uint8Array {
  const block = masked.slice();
  for (let counter = 0, at = 0; at < block.length; counter += 1) {
    const piece = digest(
      concatBytes(seed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter)),
    );
    for (let index = 0; index < piece.length && at < block.length; index += 1, at += 1) {
      block[at] = (block[at] ?? 0) ^ (piece[index] ?? 0);
    }
  }
  return block;
}

/** RFC 8017 §5.2.2, RSAVP1. @returns null for a value that is no number below the modulus, in as many octets */
function recovered({ modulus, exponent }: RsaKey, value: Uint8Array): Uint8Array | null {
  const length = Math.ceil(bitLength(modulus) / 8);
  const number = numberOf(value);
  if (value.length !== length || number >= modulus) return null;
  return octetsOf(power(number, exponent, modulus), length);
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
  return octets.length === 0 ? 0n : BigInt(`0x${toHex(octets)}`);
}

function octetsOf(value: bigint, length: number): Uint8Array {
  return fromHex(value.toString(16).padStart(length * 2, '0'));
}

const CURVES = { p256, p384, p521 } as const;

type CurveKey = Extract<StandardKey, { kind: 'ec' }>;

/** FIPS 186-5 §6.4.2. @param value RFC 3279 §2.2.3: Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } */
function verifyEcdsa(key: CurveKey, hash: Uint8Array, value: Uint8Array): boolean {
  const compact = compactOrNull(key, value);
  return compact !== null && verifyCompactEcdsa(key, hash, compact);
}

/** Checks r ‖ s, as tokens return it. @returns false for every malformed input */
export function verifyCompactEcdsa({ curve, point }: CurveKey, hash: Uint8Array, value: Uint8Array): boolean {
  try {
    return CURVES[curve].verify(value, hash, point, { prehash: false, lowS: false });
  } catch {
    return false;
  }
}

function compactOrNull({ curve }: CurveKey, value: Uint8Array): Uint8Array | null {
  try {
    const members = membersOf(readDer(value, 'Ecdsa-Sig-Value', TAG.sequence), 'Ecdsa-Sig-Value');
    const numbers = [members.next(TAG.integer), members.next(TAG.integer)];
    members.end();
    const { n } = CURVES[curve].Point.CURVE();
    const [r = 0n, s = 0n] = numbers.map((number) => integerOf(number, 'Ecdsa-Sig-Value'));
    if (r <= 0n || s <= 0n || r >= n || s >= n) return null;
    const length = Math.ceil(bitLength(n) / 8);
    return concatBytes(octetsOf(r, length), octetsOf(s, length));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** RFC 8032 §5.1.7. */
function verifyEd25519(point: Uint8Array, message: Uint8Array, value: Uint8Array): boolean {
  try {
    return ed25519.verify(value, message, point, { zip215: false });
  } catch {
    return false;
  }
}
