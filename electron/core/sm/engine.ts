import type { Digests, StreamHasher } from '../algorithms/digests.ts';
import type { StandardVerifier } from '../algorithms/verify-standard.ts';

/** The public-key point of an SM2 key, uncompressed: 04 ‖ x ‖ y, 65 bytes. */
export type Sm2PublicKey = Uint8Array;

/** SM2 and SM3. Our own engine and that of libraries both offer them, and pass the same tests. */
export interface SmPrimitives {
  /** Computes SM3 (GB/T 32905), 32 bytes, of bytes in memory; several pieces count as one. */
  sm3(...pieces: readonly Uint8Array[]): Uint8Array;
  /** Makes a hasher for bytes that arrive in pieces; several may be in use at once. */
  createSm3(): Promise<ResumableHasher>;
  /**
   * Checks an SM2 signature (GB/T 32918.2 §7) over e = SM3(Z ‖ M).
   * @param digest e, 32 bytes
   * @param signature r ‖ s, 64 bytes
   * @returns false for every malformed input; it never throws
   */
  verifyDigest(digest: Uint8Array, signature: Uint8Array, publicKey: Sm2PublicKey): boolean;
  /**
   * Makes an SM2 signature (GB/T 32918.2 §6) over e, for software keys of tests and the demonstration CA.
   * @param privateKey d, 32 bytes
   * @param random returns fresh random bytes; called for the nonce k
   * @returns r ‖ s, 64 bytes
   */
  signDigest(digest: Uint8Array, privateKey: Uint8Array, random: (length: number) => Uint8Array): Uint8Array;
  /** Computes the public key of private key d. */
  publicKeyOf(privateKey: Uint8Array): Sm2PublicKey;
  /**
   * Computes [k]P, which encryption and decryption share (GB/T 32918.4 §6.1, §7.1).
   * @param scalar k in [1, n − 1], 32 bytes
   * @returns 04 ‖ x ‖ y, or null for bytes that are no point of the curve
   */
  multiplyPoint(point: Sm2PublicKey, scalar: Uint8Array): Sm2PublicKey | null;
}

/**
 * The primitives of signatures: SM2 and SM3, and what verifies the signatures of others. Core takes them as an argument, so that tests
 * can compare engines.
 */
export interface SmEngine extends SmPrimitives {
  /** Whose code computes SM2 and SM3: our own in WebAssembly, or libraries where the runtime refuses WebAssembly. */
  readonly origin: 'own' | 'libraries';
  /** The digests of signatures that are not SM2 alone. */
  readonly digests: Digests;
  /** Checks signatures by RSA, ECDSA and Ed25519. */
  readonly verifyStandard: StandardVerifier;
}

/** A hash over bytes that arrive in pieces, which can also tell its value with another ending. */
export interface ResumableHasher extends StreamHasher {
  /**
   * Returns a function that hashes all bytes until now followed by a tail. It stays good while the hasher
   * goes on.
   */
  snapshot(): (tail: Uint8Array) => Uint8Array;
  /** Returns another hasher that has taken the same bytes. */
  copy(): ResumableHasher;
}

/** An SM3 over the beginning of a file, which was taken while nobody had asked for it yet. */
export interface BegunHash {
  /**
   * Returns a hasher that has taken the first bytes of the file, at most `place` of them, and how many; null when there is
   * none.
   */
  upTo(place: number): { readonly hasher: ResumableHasher; readonly length: number } | null;
}

/** GM/T 0003.5-2012 (also GB/T 32918.5-2017), clause 2: the recommended curve y² = x³ + ax + b over Fp. */
export const SM2_CURVE = {
  /** prime p */
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  /** coefficient a */
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  /** coefficient b */
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  /** order n of the base point */
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  /** cofactor: the curve has prime order */
  h: 1n,
  /** base point, x */
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  /** base point, y */
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const;

/** GM/T 0009-2012 §10: the signer's identity if none is agreed on. Certificates and lists use it too. */
export const DEFAULT_SIGNER_ID = '1234567812345678';

export const SM2_SIGNATURE_LENGTH = 64;
export const SM2_PUBLIC_KEY_LENGTH = 65;
export const SM3_LENGTH = 32;
