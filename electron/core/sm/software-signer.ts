import type { SmEngine } from './engine.ts';
import { messageDigest } from './signer-identity.ts';

/** Signs a message as SM2 with SM3 and the default identity. @returns r ‖ s, 64 bytes */
export type MessageSigner = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * A signer whose key lies in memory: for the demonstration authorities and for tests, never for a person's key.
 * @param privateKey d, 32 bytes
 */
export function softwareSigner(
  engine: SmEngine,
  privateKey: Uint8Array,
  random: (length: number) => Uint8Array,
): (message: Uint8Array) => Uint8Array {
  const publicKey = engine.publicKeyOf(privateKey);
  return (message) => engine.signDigest(messageDigest(engine, publicKey, message), privateKey, random);
}
