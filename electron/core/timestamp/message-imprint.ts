import { decodeDigestAlgorithm, encodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { type DerElement, membersOf } from '../asn1/der-reader.ts';
import { writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';

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
  const algorithm = decodeDigestAlgorithm(members.next(TAG.sequence));
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
