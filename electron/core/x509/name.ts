import { elementsOf, membersOf, type DerElement } from '../asn1/der-reader.ts';
import {
  writeObjectIdentifier,
  writePrintableString,
  writeSequence,
  writeSingletonSet,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/values.ts';
import { NAME_OID, TAG } from '../asn1/identifiers.ts';
import { directoryTextOf } from '../asn1/text.ts';
import { toHex } from '../bytes/encodings.ts';

/**
 * RFC 5280 §4.1.2.4
 * Name ::= SEQUENCE OF RelativeDistinguishedName
 * RelativeDistinguishedName ::= SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 */
export interface Name {
  /** The DER. Names are compared by it, byte for byte. */
  readonly raw: Uint8Array;
  /** The text in the order of RFC 4514: the most specific part first. */
  readonly text: string;
  /** The first commonName; '' if there is none. */
  readonly commonName: string;
  /** The first organizationName; '' if there is none. */
  readonly organisation: string;
}

interface Attribute {
  readonly type: string;
  readonly value: string;
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(NAME_OID).map(([short, id]) => [id, short]),
);

/** Reads a name. @param what names it in error messages. @throws DER_INVALID */
export function decodeName(element: DerElement, what: string): Name {
  const parts = elementsOf(element, what).map((part) =>
    elementsOf(part, what).map((attribute) => decodeAttribute(attribute, what)),
  );
  const first = (wanted: string): string => parts.flat().find(({ type }) => type === wanted)?.value ?? '';
  const text = parts
    .reverse()
    .map((part) => part.map(attributeText).join('+'))
    .join(',');
  return { raw: element.raw, text, commonName: first(NAME_OID.CN), organisation: first(NAME_OID.O) };
}

function decodeAttribute(element: DerElement, what: string): Attribute {
  const members = membersOf(element, what);
  const type = objectIdentifierOf(members.next(TAG.objectIdentifier), what);
  const value = members.next();
  members.end();
  if ((value.tag & 0x20) !== 0) return { type, value: `#${toHex(value.raw)}` };
  return { type, value: directoryTextOf(value, what) };
}

/** RFC 4514 §2.4: a backslash escapes special characters. */
function attributeText({ type, value }: Attribute): string {
  const escaped = value.replace(/[\\",+;<>]|^[ #]| $/g, String.raw`\$&`);
  return `${SHORT_NAMES.get(type) ?? type}=${escaped}`;
}

export type NameAttribute = readonly [type: keyof typeof NAME_OID, value: string];

/** Writes a name. @param attributes from the least specific (C) to the most specific (CN) */
export function encodeName(attributes: readonly NameAttribute[]): Uint8Array {
  return writeSequence(
    ...attributes.map(([type, value]) =>
      writeSingletonSet(
        writeSequence(
          writeObjectIdentifier(NAME_OID[type]),
          type === 'C' || type === 'serialNumber' ? writePrintableString(value) : writeUtf8String(value),
        ),
      ),
    ),
  );
}
