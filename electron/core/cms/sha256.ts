import { createSHA256 } from 'hash-wasm';
import type { StreamHasher } from '../algorithms/digests.ts';

/** Computes SHA-256 (FIPS 180-4) of bytes in memory and of bytes that arrive in pieces. */
export interface Sha256 {
  /** @returns 32 bytes */
  hash(bytes: Uint8Array): Uint8Array;
  createHasher(): Promise<StreamHasher>;
}

/**
 * Loads SHA-256 in WebAssembly (hash-wasm), or in plain JavaScript (@noble/hashes) where the runtime refuses it. Each hasher has an
 * instance of its own.
 */
export async function loadSha256(): Promise<Sha256> {
  try {
    const synchronous = await createSHA256();
    return { hash: (bytes) => synchronous.init().update(bytes).digest('binary'), createHasher };
  } catch {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    return { hash: sha256, createHasher: async () => sha256.create() };
  }
}

async function createHasher(): Promise<StreamHasher> {
  const hasher = (await createSHA256()).init();
  return { update: (bytes) => void hasher.update(bytes), digest: () => hasher.digest('binary') };
}
