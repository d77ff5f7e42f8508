import { CodedError } from '../../shared/errors.ts';
import { type StandardKey } from '../algorithms/standard-key.ts';
import { encodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { encodeDigestInfo, verifyCompactEcdsa, verifyRsa } from '../algorithms/verify-standard.ts';
import { DIGEST_OID } from '../asn1/identifiers.ts';
import type { PublicKey } from '../x509/signed-structure.ts';

/** A key with which tokens make ordinary signatures here: RSA, P-256 or P-384. */
export type SigningKey =
  | Extract<StandardKey, { kind: 'rsa' }>
  | (Extract<StandardKey, { kind: 'ec' }> & { readonly curve: 'p256' | 'p384' });

/**
 * Checks a signature over a SHA-256 hash.
 * @param signature as tokens return it: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), or r ‖ s of ECDSA
 * @returns false for every malformed input
 */
export function verifyTokenSignature(key: SigningKey, hash: Uint8Array, signature: Uint8Array): boolean {
  return key.kind === 'rsa'
    ? verifyRsa(key, DIGEST_OID.sha256, hash, signature)
    : verifyCompactEcdsa(key, hash, signature);
}

/** Returns the key for signing. @throws CodedError KEY_KIND_UNSUPPORTED for every other kind, and a damaged one */
export function signingKeyOf({ algorithm, standard }: PublicKey): SigningKey {
  if (standard?.kind === 'rsa' && !standard.pssOnly) return standard;
  if (standard?.kind === 'ec' && standard.curve !== 'p521') return { ...standard, curve: standard.curve };
  throw new CodedError('KEY_KIND_UNSUPPORTED', algorithm, { algorithm });
}

/** Writes the AlgorithmIdentifier of SHA-256. */
export function sha256Algorithm(): Uint8Array {
  return encodeDigestAlgorithm(DIGEST_OID.sha256);
}

/**
 * Writes what a token with CKM_RSA_PKCS takes; it adds the padding.
 * @param hash SHA-256, 32 bytes
 */
export function tokenDigestInfo(hash: Uint8Array): Uint8Array {
  return encodeDigestInfo(DIGEST_OID.sha256, hash);
}
