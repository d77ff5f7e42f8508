import { CodedError } from '../../shared/errors.ts';
import { type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import {
  writeBoolean,
  writeElement,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { EXTENSION_OID, implicitTag, TAG } from '../asn1/identifiers.ts';
import { bitStringOf, booleanOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';

/**
 * RFC 5280 §4.1
 * Extension ::= SEQUENCE {
 *   extnID    OBJECT IDENTIFIER,
 *   critical  BOOLEAN DEFAULT FALSE,
 *   extnValue OCTET STRING }
 */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  /** The DER inside the OCTET STRING. */
  readonly value: Uint8Array;
}

const EXTENSION = 'Extension';

/**
 * Reads extensions. An explicit `critical FALSE` is accepted: DER forbids it, but authorities write it.
 * @throws CERTIFICATE_DAMAGED for an extension that occurs twice
 */
export function decodeExtensions(element: DerElement): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const each of elementsOf(element, EXTENSION)) {
    const extension = decodeExtension(each);
    if (extensions.has(extension.id)) {
      throw new CodedError('CERTIFICATE_DAMAGED', `extension ${extension.id} twice`);
    }
    extensions.set(extension.id, extension);
  }
  return extensions;
}

function decodeExtension(element: DerElement): Extension {
  const members = membersOf(element, EXTENSION);
  const id = objectIdentifierOf(members.next(TAG.objectIdentifier), EXTENSION);
  const critical = members.optional(TAG.boolean);
  const value = octetsOf(members.next(TAG.octetString), EXTENSION);
  members.end();
  return { id, critical: critical !== undefined && booleanOf(critical, EXTENSION), value };
}

/** Writes extensions; a `critical FALSE` is left out, as DER asks. */
export function encodeExtensions(extensions: readonly Extension[]): Uint8Array {
  return writeSequence(
    ...extensions.map(({ id, critical, value }) =>
      writeSequence(
        writeObjectIdentifier(id),
        ...(critical ? [writeBoolean(true)] : []),
        writeOctetString(value),
      ),
    ),
  );
}

/**
 * RFC 5280 §4.2.1.9
 * BasicConstraints ::= SEQUENCE {
 *   cA                BOOLEAN DEFAULT FALSE,
 *   pathLenConstraint INTEGER (0..MAX) OPTIONAL }
 */
export interface BasicConstraints {
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
}

const BASIC_CONSTRAINTS = 'BasicConstraints';

/** Reads BasicConstraints. An explicit `cA FALSE` is accepted: DER forbids it, but authorities write it. */
export function decodeBasicConstraints(value: Uint8Array): BasicConstraints {
  const members = membersOf(readDer(value, BASIC_CONSTRAINTS, TAG.sequence), BASIC_CONSTRAINTS);
  const authority = members.optional(TAG.boolean);
  const pathLength = members.optional(TAG.integer);
  members.end();
  return {
    isAuthority: authority !== undefined && booleanOf(authority, BASIC_CONSTRAINTS),
    pathLength: pathLength === undefined ? null : smallIntegerOf(pathLength, BASIC_CONSTRAINTS),
  };
}

/** Makes a critical basicConstraints extension. */
export function basicConstraintsExtension(constraints: BasicConstraints): Extension {
  const value = writeSequence(
    ...(constraints.isAuthority ? [writeBoolean(true)] : []),
    ...(constraints.pathLength === null ? [] : [writeInteger(constraints.pathLength)]),
  );
  return { id: EXTENSION_OID.basicConstraints, critical: true, value };
}

/** RFC 5280 §4.2.1.3, in the order of the bits. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof KEY_USAGES)[number];

/** Reads KeyUsage. @throws DER_INVALID */
export function decodeKeyUsage(value: Uint8Array): ReadonlySet<KeyUsage> {
  const { octets } = bitStringOf(readDer(value, 'KeyUsage', TAG.bitString), 'KeyUsage');
  const isSet = (bit: number): boolean => (((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  return new Set(KEY_USAGES.filter((_usage, bit) => isSet(bit)));
}

/**
 * GM/T 0015 and RFC 5280 §4.2.1.3: either bit allows signatures over data. Without the extension all uses are
 * allowed.
 */
export function allowsSignatures(keyUsage: ReadonlySet<KeyUsage> | null): boolean {
  return keyUsage === null || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation');
}

/** Makes a critical keyUsage extension without trailing zero bits, as DER asks (X.690 §11.2.2). */
export function keyUsageExtension(...usages: readonly KeyUsage[]): Extension {
  const bits = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const last = Math.max(...bits);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  const value = writeElement(TAG.bitString, Uint8Array.of(7 - (last & 7)), octets);
  return { id: EXTENSION_OID.keyUsage, critical: true, value };
}

/**
 * RFC 5280 §4.2.1.1 and §4.2.1.2
 * SubjectKeyIdentifier ::= OCTET STRING
 * AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, … }
 */
export function decodeSubjectKeyIdentifier(value: Uint8Array): Uint8Array {
  return octetsOf(readDer(value, 'SubjectKeyIdentifier'), 'SubjectKeyIdentifier');
}

/** Reads the keyIdentifier; null if the authority is named only in another way. */
export function decodeAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | null {
  const what = 'AuthorityKeyIdentifier';
  const members = membersOf(readDer(value, what, TAG.sequence), what);
  return members.optional(implicitTag(0))?.content ?? null;
}

/** Makes a subjectKeyIdentifier extension. */
export function subjectKeyIdentifierExtension(identifier: Uint8Array): Extension {
  return { id: EXTENSION_OID.subjectKeyIdentifier, critical: false, value: writeOctetString(identifier) };
}

/** Makes an authorityKeyIdentifier extension with a keyIdentifier alone. */
export function authorityKeyIdentifierExtension(identifier: Uint8Array): Extension {
  const value = writeSequence(writeElement(implicitTag(0), identifier));
  return { id: EXTENSION_OID.authorityKeyIdentifier, critical: false, value };
}
