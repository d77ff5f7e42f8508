import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Digests } from '../../core/algorithms/digests.ts';
import type { StandardKey } from '../../core/algorithms/standard-key.ts';
import type { StandardSignature, StandardVerifier } from '../../core/algorithms/verify-standard.ts';
import { DIGEST_OID } from '../../core/asn1/identifiers.ts';
import { withKeptSignatures } from '../../core/kept/kept-signatures.ts';
import type { SmEngine } from '../../core/sm/engine.ts';

/** The digests that every runtime has: Electron's BoringSSL lacks SHA-3. */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  [DIGEST_OID.sha1, 'sha1'],
  [DIGEST_OID.sha224, 'sha224'],
  [DIGEST_OID.sha256, 'sha256'],
  [DIGEST_OID.sha384, 'sha384'],
  [DIGEST_OID.sha512, 'sha512'],
]);

/**
 * Returns an engine that has the runtime check the signatures and compute the digests that it can, does the others itself,
 * and checks each SM2 signature once.
 */
export function withRuntimeCrypto(engine: SmEngine): SmEngine {
  return {
    ...withKeptSignatures(engine),
    digests: runtimeDigests(engine.digests),
    verifyStandard: nodeSignatureVerifier(engine.verifyStandard),
  };
}

/**
 * Computes digests by the runtime, which uses the processor's own instructions for them.
 * @param fallback computes those that not every runtime has: SM3, SHA-3
 */
export function runtimeDigests(fallback: Digests): Digests {
  return {
    of: (id) => {
      const name = DIGESTS.get(id);
      if (name === undefined) return fallback.of(id);
      return (bytes) => new Uint8Array(createHash(name).update(bytes).digest());
    },
    createHasher: async (id) => {
      const name = DIGESTS.get(id);
      if (name === undefined) return fallback.createHasher(id);
      const hash = createHash(name);
      return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) };
    },
  };
}

/**
 * Makes a verifier on the runtime's own crypto, which is faster and better tried than any other.
 * @param fallback takes what the runtime has no way for: SHA-3, a digest in place of the message, a mask by another
 *   digest, RSA of unusual sizes
 */
export function nodeSignatureVerifier(fallback: StandardVerifier): StandardVerifier {
  return (signature) => {
    const options = optionsOf(signature);
    const key = options === null ? null : keyObjectOrNull(signature.key);
    if (options === null || key === null || !('message' in signature.signed)) return fallback(signature);
    try {
      const { digest, ...padding } = options;
      return verify(digest, signature.signed.message, { key, ...padding }, signature.value);
    } catch {
      return fallback(signature);
    }
  };
}

interface Options {
  /** Null for Ed25519, which names none. */
  readonly digest: string | null;
  readonly padding?: number;
  readonly saltLength?: number;
}

/** Returns how the runtime is asked; null for a scheme that it has not, or that does not go with the key. */
function optionsOf({ key, scheme }: StandardSignature): Options | null {
  if (scheme.kind === 'ed25519') return key.kind === 'ed25519' ? { digest: null } : null;
  const digest = DIGESTS.get(scheme.digest);
  if (digest === undefined) return null;
  if (scheme.kind === 'ecdsa') return key.kind === 'ec' ? { digest } : null;
  if (key.kind !== 'rsa' || (key.pssOnly && scheme.kind === 'rsa')) return null;
  if (scheme.kind === 'rsa') return { digest, padding: constants.RSA_PKCS1_PADDING };
  const { maskDigest, saltLength } = scheme;
  return maskDigest === scheme.digest
    ? { digest, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
    : null;
}

const CURVES = { p256: 'P-256', p384: 'P-384', p521: 'P-521' } as const;

/** Makes the runtime's key; null for one that it does not take. */
function keyObjectOrNull(key: StandardKey): KeyObject | null {
  try {
    return createPublicKey({ format: 'jwk', key: jsonWebKey(key) });
  } catch {
    return null;
  }
}

/** RFC 7517, RFC 7518 §6 and RFC 8037. */
function jsonWebKey(key: StandardKey): Record<string, string> {
  if (key.kind === 'ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64Url(key.point) };
  if (key.kind === 'rsa') return { kty: 'RSA', n: numberText(key.modulus), e: numberText(key.exponent) };
  const { curve, point } = key;
  if (point[0] !== 4) throw new RangeError('point: uncompressed form expected');
  const half = (point.length - 1) / 2;
  return {
    kty: 'EC',
    crv: CURVES[curve],
    x: base64Url(point.subarray(1, 1 + half)),
    y: base64Url(point.subarray(1 + half)),
  };
}

function numberText(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
