import { derError, membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeNull, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { TAG } from '../asn1/tags.ts';

/**
 * RFC 5280 §4.1.1.2
 * AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
 * The parameters of digests and of SM2 are absent or NULL.
 * @throws DER_INVALID where others stand there
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

/** With NULL parameters, as OpenSSL writes those of digests. */
export function encodeDigestAlgorithm(algorithm: string): Uint8Array {
  return writeSequence(writeObjectIdentifier(algorithm), writeNull());
}
