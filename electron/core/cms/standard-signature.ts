import { CodedError } from '../../shared/errors.ts';
import { type StandardKey } from '../algorithms/standard-key.ts';
import { encodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { encodeDigestInfo, verifyCompactEcdsa, verifyRsa } from '../algorithms/verify-standard.ts';
import { DIGEST_OID, SM_OID } from '../asn1/identifiers.ts';
import { SM2_SIGNATURE_LENGTH, type Sm2PublicKey, type SmEngine } from '../sm/engine.ts';
import type { PublicKey } from '../x509/signed-structure.ts';

/** A key with which tokens make ordinary signatures here: RSA, P-256, P-384 or SM2. */
export type SigningKey =
  | { readonly kind: 'sm2'; readonly point: Sm2PublicKey }
  | Extract<StandardKey, { kind: 'rsa' }>
  | (Extract<StandardKey, { kind: 'ec' }> & { readonly curve: 'p256' | 'p384' });

/**
 * Checks a signature over a SHA-256 hash, or over e of SM2.
 * @param signature as tokens return it: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), or r ‖ s of ECDSA and SM2
 * @returns false for every malformed input
 */
export function verifyTokenSignature(
  engine: Pick<SmEngine, 'verifyDigest'>,
  key: SigningKey,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.kind === 'sm2') {
    return signature.length === SM2_SIGNATURE_LENGTH && engine.verifyDigest(hash, signature, key.point);
  }
  return key.kind === 'rsa'
    ? verifyRsa(key, DIGEST_OID.sha256, hash, signature)
    : verifyCompactEcdsa(key, hash, signature);
}

/** Returns the key for signing. @throws CodedError KEY_KIND_UNSUPPORTED for every other kind, and a damaged one */
export function signingKeyOf({ algorithm, sm2, standard }: PublicKey): SigningKey {
  if (sm2 !== null) return { kind: 'sm2', point: sm2 };
  if (standard?.kind === 'rsa' && !standard.pssOnly) return standard;
  if (standard?.kind === 'ec' && standard.curve !== 'p521') return { ...standard, curve: standard.curve };
  throw new CodedError('KEY_KIND_UNSUPPORTED', algorithm, { algorithm });
}

/** Writes the AlgorithmIdentifier of the digest that goes with a key: SM3 with SM2 (GB/T 33560), else SHA-256. */
export function digestAlgorithmOf(kind: SigningKey['kind']): Uint8Array {
  return encodeDigestAlgorithm(kind === 'sm2' ? SM_OID.sm3 : DIGEST_OID.sha256);
}

/**
 * Writes what a token with CKM_RSA_PKCS takes; it adds the padding.
 * @param hash SHA-256, 32 bytes
 */
export function tokenDigestInfo(hash: Uint8Array): Uint8Array {
  return encodeDigestInfo(DIGEST_OID.sha256, hash);
}
