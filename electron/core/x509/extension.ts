import { CodedError } from '../../shared/errors.ts';
import { elementsOf, membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeBoolean, writeObjectIdentifier, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { TAG } from '../asn1/tags.ts';
import { booleanOf, octetsOf } from '../asn1/values.ts';

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

const WHAT = 'Extension';

/**
 * Accepts an explicit `critical FALSE`, which DER forbids and authorities write.
 * @throws CERTIFICATE_DAMAGED where an extension stands twice
 */
export function decodeExtensions(element: DerElement): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const each of elementsOf(element, WHAT)) {
    const extension = decodeExtension(each);
    if (extensions.has(extension.id)) {
      throw new CodedError('CERTIFICATE_DAMAGED', `extension ${extension.id} twice`);
    }
    extensions.set(extension.id, extension);
  }
  return extensions;
}

function decodeExtension(element: DerElement): Extension {
  const members = membersOf(element, WHAT);
  const id = objectIdentifierOf(members.next(TAG.objectIdentifier), WHAT);
  const critical = members.optional(TAG.boolean);
  const value = octetsOf(members.next(TAG.octetString), WHAT);
  members.end();
  return { id, critical: critical !== undefined && booleanOf(critical, WHAT), value };
}

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
