import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { DIGEST_OID } from '../asn1/identifiers.ts';

/** A digest in plain JavaScript, over bytes in memory or in pieces. */
export interface PlainDigest {
  (bytes: Uint8Array): Uint8Array;
  create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
}

/** The digests of @noble/hashes, which compute where a runtime refuses WebAssembly. */
export const PLAIN_DIGESTS: ReadonlyMap<string, PlainDigest> = new Map<string, PlainDigest>([
  [DIGEST_OID.sha1, sha1],
  [DIGEST_OID.sha224, sha224],
  [DIGEST_OID.sha256, sha256],
  [DIGEST_OID.sha384, sha384],
  [DIGEST_OID.sha512, sha512],
  [DIGEST_OID.sha3With224, sha3_224],
  [DIGEST_OID.sha3With256, sha3_256],
  [DIGEST_OID.sha3With384, sha3_384],
  [DIGEST_OID.sha3With512, sha3_512],
]);
