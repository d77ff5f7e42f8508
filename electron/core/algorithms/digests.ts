import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { createSHA1, createSHA224, createSHA256, createSHA3, createSHA384, createSHA512 } from 'hash-wasm';
import { DIGEST_OID, SM_OID } from '../asn1/identifiers.ts';

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

/** A digest of @noble/hashes, over bytes in memory or in pieces. */
interface PlainDigest {
  (bytes: Uint8Array): Uint8Array;
  create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
}

interface Named {
  readonly name: string;
  /** Loads that of hash-wasm. */
  readonly load: () => ReturnType<typeof createSHA256>;
  readonly plain: PlainDigest;
}

/** FIPS 180-4, FIPS 202. The names are those that people read. */
const DIGESTS: ReadonlyMap<string, Named> = new Map<string, Named>([
  [DIGEST_OID.sha1, { name: 'SHA-1', load: createSHA1, plain: sha1 }],
  [DIGEST_OID.sha224, { name: 'SHA-224', load: createSHA224, plain: sha224 }],
  [DIGEST_OID.sha256, { name: 'SHA-256', load: createSHA256, plain: sha256 }],
  [DIGEST_OID.sha384, { name: 'SHA-384', load: createSHA384, plain: sha384 }],
  [DIGEST_OID.sha512, { name: 'SHA-512', load: createSHA512, plain: sha512 }],
  [DIGEST_OID.sha3With224, { name: 'SHA3-224', load: () => createSHA3(224), plain: sha3_224 }],
  [DIGEST_OID.sha3With256, { name: 'SHA3-256', load: () => createSHA3(256), plain: sha3_256 }],
  [DIGEST_OID.sha3With384, { name: 'SHA3-384', load: () => createSHA3(384), plain: sha3_384 }],
  [DIGEST_OID.sha3With512, { name: 'SHA3-512', load: () => createSHA3(512), plain: sha3_512 }],
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
    of: (id) => (id === SM_OID.sm3 ? (bytes) => engine.sm3(bytes) : DIGESTS.get(id)?.plain),
    createHasher: (id) => (id === SM_OID.sm3 ? engine.createSm3() : createHasher(id)),
  };
}

async function createHasher(id: string): Promise<StreamHasher> {
  const named = DIGESTS.get(id);
  if (named === undefined) throw new RangeError(`digest: ${id}`);
  try {
    const hasher = (await named.load()).init();
    return { update: (bytes) => void hasher.update(bytes), digest: () => hasher.digest('binary') };
  } catch {
    return named.plain.create();
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
