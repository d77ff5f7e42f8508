import type { ResumableHasher } from '../bytes/stream-hasher.ts';

/** The public-key point of an SM2 key, uncompressed: 04 ‖ x ‖ y, 65 bytes. */
export type Sm2PublicKey = Uint8Array;

/**
 * The SM2 and SM3 primitives. Core takes them as an argument, so that a faster engine can replace the
 * libraries without a change elsewhere, and so that tests can compare engines.
 */
export interface SmEngine {
  /** SM3 (GB/T 32905) of bytes in memory, 32 bytes; of several pieces as if they were one. */
  sm3(...pieces: readonly Uint8Array[]): Uint8Array;
  /** A hasher for bytes that arrive in pieces; several may be in use at once. */
  createSm3(): Promise<ResumableHasher>;
  /**
   * SM2 signature check (GB/T 32918.2 §7) over e = SM3(Z ‖ M).
   * @param digest e, 32 bytes
   * @param signature r ‖ s, 64 bytes
   * @returns false for every malformed input, never throws
   */
  verifyDigest(digest: Uint8Array, signature: Uint8Array, publicKey: Sm2PublicKey): boolean;
  /**
   * SM2 signature (GB/T 32918.2 §6) over e, for software keys of tests and the demonstration CA.
   * @param privateKey d, 32 bytes
   * @param random returns fresh random bytes; called for the nonce k
   * @returns r ‖ s, 64 bytes
   */
  signDigest(digest: Uint8Array, privateKey: Uint8Array, random: (length: number) => Uint8Array): Uint8Array;
  /** The public key of private key d. */
  publicKeyOf(privateKey: Uint8Array): Sm2PublicKey;
  /**
   * [k]P, which encryption and decryption share (GB/T 32918.4 §6.1, §7.1).
   * @param scalar k in [1, n − 1], 32 bytes
   * @returns 04 ‖ x ‖ y, or null where the bytes are no point of the curve
   */
  multiplyPoint(point: Sm2PublicKey, scalar: Uint8Array): Sm2PublicKey | null;
}
