import { createSHA1, createSHA256 } from 'hash-wasm';
import { DIGEST_OID, SM_OID } from '../asn1/oids.ts';
import type { SmEngine } from '../sm/engine.ts';

export type Digest = (bytes: Uint8Array) => Uint8Array;

/** The digests that time-stamp tokens are checked with. */
export interface TokenDigests {
  /** By object identifier; undefined for one that is not supported. */
  readonly of: (id: string) => Digest | undefined;
  /** RFC 2634 §5.4.1: the only digest of ESSCertID. It names a certificate, no message. */
  readonly sha1: Digest;
}

export async function loadTokenDigests(engine: SmEngine): Promise<TokenDigests> {
  const sha256 = await createSHA256();
  const sha1 = await createSHA1();
  const known: ReadonlyMap<string, Digest> = new Map([
    [SM_OID.sm3, (bytes) => engine.sm3(bytes)],
    [DIGEST_OID.sha256, (bytes) => sha256.init().update(bytes).digest('binary')],
  ]);
  return { of: (id) => known.get(id), sha1: (bytes) => sha1.init().update(bytes).digest('binary') };
}
