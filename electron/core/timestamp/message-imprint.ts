import { createSHA1, createSHA256 } from 'hash-wasm';
import { type DerElement, derError, membersOf } from '../asn1/der-reader.ts';
import { writeNull, writeObjectIdentifier, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { DIGEST_OID, SM_OID, TAG } from '../asn1/identifiers.ts';
import { objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';

/**
 * RFC 3161 §2.4.1: what a stamp is over
 * MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
 */
export interface MessageImprint {
  readonly algorithm: string;
  readonly digest: Uint8Array;
}

/** Reads a message imprint. @throws DER_INVALID */
export function decodeImprint(element: DerElement): MessageImprint {
  const members = membersOf(element, 'MessageImprint');
  const algorithm = decodeAlgorithm(members.next(TAG.sequence));
  const digest = octetsOf(members.next(TAG.octetString), 'MessageImprint');
  members.end();
  return { algorithm, digest };
}

/** Writes a message imprint. */
export function encodeImprint({ algorithm, digest }: MessageImprint): Uint8Array {
  return writeSequence(encodeDigestAlgorithm(algorithm), writeOctetString(digest));
}

/** Tells whether two imprints are of the same algorithm and data. */
export function sameImprint(left: MessageImprint, right: MessageImprint): boolean {
  return left.algorithm === right.algorithm && equalBytes(left.digest, right.digest);
}

/**
 * RFC 5280 §4.1.1.2
 * AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
 * The parameters of digests and of SM2 are absent or NULL.
 * @throws DER_INVALID for other parameters
 */
export function decodeAlgorithm(element: DerElement): string {
  if (element.tag !== TAG.sequence) throw derError('AlgorithmIdentifier: not a sequence');
  const members = membersOf(element, 'AlgorithmIdentifier');
  const algorithm = objectIdentifierOf(members.next(TAG.objectIdentifier), 'AlgorithmIdentifier');
  const parameters = members.optional(TAG.null);
  if (parameters !== undefined && parameters.content.length > 0) throw derError('AlgorithmIdentifier: NULL');
  members.end();
  return algorithm;
}

/** Writes an AlgorithmIdentifier with NULL parameters, as OpenSSL writes those of digests. */
export function encodeDigestAlgorithm(algorithm: string): Uint8Array {
  return writeSequence(writeObjectIdentifier(algorithm), writeNull());
}

export type Digest = (bytes: Uint8Array) => Uint8Array;

/** The digests by which time-stamp tokens are checked. */
export interface TokenDigests {
  /** Returns a digest by its object identifier; undefined for one that is not supported. */
  readonly of: (id: string) => Digest | undefined;
  /** RFC 2634 §5.4.1: the only digest of ESSCertID, which names a certificate and no message. */
  readonly sha1: Digest;
}

/** Loads the digests in WebAssembly (hash-wasm). */
export async function loadTokenDigests(engine: SmEngine): Promise<TokenDigests> {
  const sha256 = await createSHA256();
  const sha1 = await createSHA1();
  const known: ReadonlyMap<string, Digest> = new Map([
    [SM_OID.sm3, (bytes) => engine.sm3(bytes)],
    [DIGEST_OID.sha256, (bytes) => sha256.init().update(bytes).digest('binary')],
  ]);
  return { of: (id) => known.get(id), sha1: (bytes) => sha1.init().update(bytes).digest('binary') };
}
