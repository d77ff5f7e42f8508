import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/equal.ts';
import { decodeAlgorithm, encodeDigestAlgorithm } from './algorithm.ts';

/**
 * RFC 3161 §2.4.1: what a stamp is over
 * MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
 */
export interface MessageImprint {
  readonly algorithm: string;
  readonly digest: Uint8Array;
}

export function decodeImprint(element: DerElement): MessageImprint {
  const members = membersOf(element, 'MessageImprint');
  const algorithm = decodeAlgorithm(members.next(TAG.sequence));
  const digest = octetsOf(members.next(TAG.octetString), 'MessageImprint');
  members.end();
  return { algorithm, digest };
}

export function encodeImprint({ algorithm, digest }: MessageImprint): Uint8Array {
  return writeSequence(encodeDigestAlgorithm(algorithm), writeOctetString(digest));
}

export function sameImprint(left: MessageImprint, right: MessageImprint): boolean {
  return left.algorithm === right.algorithm && equalBytes(left.digest, right.digest);
}
