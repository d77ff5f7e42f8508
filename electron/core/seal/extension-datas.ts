import { elementsOf, membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeBoolean, writeObjectIdentifier, writeOctetString, writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { TAG } from '../asn1/tags.ts';
import { booleanOf, octetsOf } from '../asn1/values.ts';

/**
 * GB/T 38540-2020 and GM/T 0031-2014, extensions
 * ExtensionDatas ::= SEQUENCE SIZE (0..MAX) OF ExtData
 * ExtData ::= SEQUENCE {
 *   extnID    OBJECT IDENTIFIER,
 *   critical  BOOLEAN DEFAULT FALSE,
 *   extnValue OCTET STRING }
 */
export interface ExtensionData {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const WHAT = 'ExtensionDatas';

/** Accepts an explicit `critical FALSE`, which DER forbids and vendors write. */
export function decodeExtensionDatas(element: DerElement): ExtensionData[] {
  return elementsOf(element, WHAT).map(decodeExtensionData);
}

function decodeExtensionData(element: DerElement): ExtensionData {
  const members = membersOf(element, WHAT);
  const id = objectIdentifierOf(members.next(TAG.objectIdentifier), 'ExtData.extnID');
  const critical = members.optional(TAG.boolean);
  const value = octetsOf(members.next(TAG.octetString), 'ExtData.extnValue');
  members.end();
  return { id, critical: critical !== undefined && booleanOf(critical, 'ExtData.critical'), value };
}

export function encodeExtensionDatas(extensions: readonly ExtensionData[]): Uint8Array {
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
