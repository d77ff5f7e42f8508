import { createSHA1, createSHA224, createSHA256, createSHA3, createSHA384, createSHA512 } from 'hash-wasm';
import { DIGEST_OID, SM_OID } from '../asn1/identifiers.ts';
import { PLAIN_DIGESTS } from './plain-digests.ts';

export type Digest = (bytes: Uint8Array) => Uint8Array;

/** A hash over bytes that arrive in pieces. */
export interface StreamHasher {
  update(bytes: Uint8Array): void;
  /** Ends the computation and returns the hash. The hasher cannot be used again. */
  digest(): Uint8Array;
}

/** The digests by which signatures of others are checked. */
export interface Digests {
  /** Returns a digest by its object identifier; undefined for one that is not supported. */
  readonly of: (id: string) => Digest | undefined;
  /** Makes a hasher for bytes that arrive in pieces. @throws RangeError for a digest that is not supported */
  readonly createHasher: (id: string) => Promise<StreamHasher>;
}

/** SM3, as the engine computes it. */
export interface Sm3Source {
  sm3(...pieces: readonly Uint8Array[]): Uint8Array;
  createSm3(): Promise<StreamHasher>;
}

interface Named {
  readonly name: string;
  readonly create: () => ReturnType<typeof createSHA256>;
}

/** FIPS 180-4, FIPS 202. The names are those that people read. */
const DIGESTS: ReadonlyMap<string, Named> = new Map<string, Named>([
  [DIGEST_OID.sha1, { name: 'SHA-1', create: createSHA1 }],
  [DIGEST_OID.sha224, { name: 'SHA-224', create: createSHA224 }],
  [DIGEST_OID.sha256, { name: 'SHA-256', create: createSHA256 }],
  [DIGEST_OID.sha384, { name: 'SHA-384', create: createSHA384 }],
  [DIGEST_OID.sha512, { name: 'SHA-512', create: createSHA512 }],
  [DIGEST_OID.sha3With224, { name: 'SHA3-224', create: () => createSHA3(224) }],
  [DIGEST_OID.sha3With256, { name: 'SHA3-256', create: () => createSHA3(256) }],
  [DIGEST_OID.sha3With384, { name: 'SHA3-384', create: () => createSHA3(384) }],
  [DIGEST_OID.sha3With512, { name: 'SHA3-512', create: () => createSHA3(512) }],
]);

/** Collisions of SHA-1 can be made since 2017 (CVE-2005-4900, shattered.io): it proves no signature. */
const WEAK: ReadonlySet<string> = new Set([DIGEST_OID.sha1]);

/**
 * Returns the digests. Of bytes in memory SM3 is the engine's, the others are those of @noble/hashes: certificates and signed
 * attributes are small, and a start need not wait for nine modules that most documents never ask for. Bytes that arrive in
 * pieces, as a document's, are hashed by hash-wasm, or by @noble/hashes where the runtime refuses WebAssembly.
 */
export function digestsBeside(engine: Sm3Source): Digests {
  return {
    of: (id) => (id === SM_OID.sm3 ? (bytes) => engine.sm3(bytes) : PLAIN_DIGESTS.get(id)),
    createHasher: (id) => (id === SM_OID.sm3 ? engine.createSm3() : createHasher(id)),
  };
}

async function createHasher(id: string): Promise<StreamHasher> {
  const named = DIGESTS.get(id);
  if (named === undefined) throw new RangeError(`digest: ${id}`);
  try {
    const hasher = (await named.create()).init();
    return { update: (bytes) => void hasher.update(bytes), digest: () => hasher.digest('binary') };
  } catch {
    const plain = PLAIN_DIGESTS.get(id);
    if (plain === undefined) throw new RangeError(`digest: ${id}`);
    return plain.create();
  }
}

/** Tells whether a digest no longer proves anything. */
export function isWeakDigest(id: string): boolean {
  return WEAK.has(id);
}

/** Returns the usual name of a digest, or its object identifier. */
export function digestName(id: string): string {
  return id === SM_OID.sm3 ? 'SM3' : (DIGESTS.get(id)?.name ?? id);
}
