import { CodedError } from '../../shared/errors.ts';
import { elementsOf, membersOf, type DerElement } from '../asn1/der-reader.ts';
import {
  writeObjectIdentifier,
  writePrintableString,
  writeSequence,
  writeSingletonSet,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/values.ts';
import { NAME_OID, ORGANISATION_IDENTIFIER, TAG } from '../asn1/identifiers.ts';
import { directoryTextOf } from '../asn1/text.ts';
import { toHex } from '../bytes/encodings.ts';

/**
 * RFC 5280 §4.1.2.4
 * Name ::= SEQUENCE OF RelativeDistinguishedName
 * RelativeDistinguishedName ::= SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 */
export interface Name {
  /**
   * The DER. Names are compared by it, byte for byte, and not by the rules of RFC 5280 §7.1 (case, white space): every
   * issuer copies its own subject, and the text is only a reading of the bytes.
   */
  readonly raw: Uint8Array;
  /** The text in the order of RFC 4514: the most specific part first. */
  readonly text: string;
  /** The first commonName; '' if there is none. */
  readonly commonName: string;
  /** The first organizationName; '' if there is none. */
  readonly organisation: string;
  /** Every organizationIdentifier, then every serialNumber: authorities write the number of the holder in either. */
  readonly numbers: readonly string[];
}

interface Attribute {
  readonly type: string;
  readonly value: string;
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(NAME_OID).map(([short, id]) => [id, short]),
);

/**
 * Reads a name as best it can be read. It never refuses one: a name is shown and does not decide a signature. What has
 * no form at all is shown in hexadecimal.
 */
export function decodeName(element: DerElement, what: string): Name {
  const { raw } = element;
  const parts = partsOf(element, what);
  if (parts === null) return { raw, text: `#${toHex(raw)}`, commonName: '', organisation: '', numbers: [] };
  const all = (wanted: string): string[] =>
    parts.flat().flatMap(({ type, value }) => (type === wanted ? [value] : []));
  const first = (wanted: string): string => all(wanted)[0] ?? '';
  const text = parts
    .toReversed()
    .map((part) => part.map(attributeText).join('+'))
    .join(',');
  const numbers = [...all(ORGANISATION_IDENTIFIER), ...all(NAME_OID.serialNumber)];
  return { raw, text, commonName: first(NAME_OID.CN), organisation: first(NAME_OID.O), numbers };
}

function partsOf(element: DerElement, what: string): Attribute[][] | null {
  try {
    return elementsOf(element, what).map((part) =>
      elementsOf(part, what).map((attribute) => decodeAttribute(attribute, what)),
    );
  } catch (error) {
    if (error instanceof CodedError && error.code === 'DER_INVALID') return null;
    throw error;
  }
}

function decodeAttribute(element: DerElement, what: string): Attribute {
  const members = membersOf(element, what);
  const type = objectIdentifierOf(members.next(TAG.objectIdentifier), what);
  const value = members.next();
  members.end();
  if ((value.tag & 0x20) !== 0) return { type, value: `#${toHex(value.raw)}` };
  return { type, value: directoryTextOf(value) };
}

/** Controls, and the marks that turn the direction of text: they could show one name as another. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** RFC 4514 §2.4: a backslash escapes special characters, and the bytes of those that are not seen. */
function attributeText({ type, value }: Attribute): string {
  const escaped = value
    .replace(/[\\",+;<>]|^[ #]| $/g, String.raw`\$&`)
    .replace(UNSEEN, (unseen) => toHex(new TextEncoder().encode(unseen)).replace(/../g, String.raw`\$&`));
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
