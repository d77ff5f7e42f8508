import { membersOf, readDer } from '../asn1/der-reader.ts';
import { writeElement, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { implicitTag, TAG } from '../asn1/tags.ts';
import { octetsOf } from '../asn1/values.ts';
import type { Extension } from './extension.ts';

/**
 * RFC 5280 §4.2.1.1 and §4.2.1.2
 * SubjectKeyIdentifier ::= OCTET STRING
 * AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, … }
 */
export function decodeSubjectKeyIdentifier(value: Uint8Array): Uint8Array {
  return octetsOf(readDer(value, 'SubjectKeyIdentifier'), 'SubjectKeyIdentifier');
}

/** @returns the keyIdentifier; null where the authority is named in another way only */
export function decodeAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | null {
  const what = 'AuthorityKeyIdentifier';
  const members = membersOf(readDer(value, what, TAG.sequence), what);
  return members.optional(implicitTag(0))?.content ?? null;
}

export function subjectKeyIdentifierExtension(identifier: Uint8Array): Extension {
  return { id: EXTENSION_OID.subjectKeyIdentifier, critical: false, value: writeOctetString(identifier) };
}

export function authorityKeyIdentifierExtension(identifier: Uint8Array): Extension {
  const value = writeSequence(writeElement(implicitTag(0), identifier));
  return { id: EXTENSION_OID.authorityKeyIdentifier, critical: false, value };
}
