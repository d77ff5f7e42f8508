import { concatBytes } from '../bytes/byte-arrays.ts';
import { encodeArcs } from './values.ts';
import { explicitTag, TAG } from './identifiers.ts';
import { generalizedTimeText } from './time.ts';

/** Writes one element from its tag and content (X.690 §8.1). */
export function writeElement(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((total, part) => total + part.length, 0);
  return concatBytes(Uint8Array.of(tag), lengthOctets(length), ...content);
}

/** Writes a length in the fewest octets (X.690 §10.1). */
function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

/** Writes a SEQUENCE of encoded members. */
export function writeSequence(...members: readonly Uint8Array[]): Uint8Array {
  return writeElement(TAG.sequence, ...members);
}

/** Writes a SET OF one member, which needs no sorting. */
export function writeSingletonSet(member: Uint8Array): Uint8Array {
  return writeElement(TAG.set, member);
}

/** Writes a SET OF with its members in the order of their encodings (X.690 §11.6). */
export function writeSetOf(...members: readonly Uint8Array[]): Uint8Array {
  return writeElement(TAG.set, ...[...members].sort(compareEncodings));
}

/** Compares encodings; the shorter one counts as padded with zeros. No encoding is a prefix of another. */
function compareEncodings(left: Uint8Array, right: Uint8Array): number {
  const differing = left.findIndex((byte, index) => byte !== right[index]);
  return differing < 0 ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}

/** Wraps an encoded member in an EXPLICIT context tag. */
export function writeExplicit(number: number, member: Uint8Array): Uint8Array {
  return writeElement(explicitTag(number), member);
}

/** Writes an INTEGER in the fewest octets (X.690 §8.3). */
export function writeInteger(value: bigint | number): Uint8Array {
  let rest = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  const negative = (octets[0] ?? 0) >= 0x80;
  if (rest === 0n && negative) octets.unshift(0);
  if (rest === -1n && !negative) octets.unshift(0xff);
  return writeElement(TAG.integer, Uint8Array.from(octets));
}

/** Writes a NULL. */
export function writeNull(): Uint8Array {
  return writeElement(TAG.null);
}

/** Writes an INTEGER from the octets of an unsigned number, most significant first. */
export function writeUnsigned(octets: Uint8Array): Uint8Array {
  const start = octets.findIndex((byte) => byte !== 0);
  const significant = start < 0 ? Uint8Array.of(0) : octets.subarray(start);
  const sign = (significant[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array();
  return writeElement(TAG.integer, sign, significant);
}

/** Writes a BOOLEAN, whose TRUE is FF in DER (X.690 §11.1). */
export function writeBoolean(value: boolean): Uint8Array {
  return writeElement(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** Writes an OCTET STRING. */
export function writeOctetString(octets: Uint8Array): Uint8Array {
  return writeElement(TAG.octetString, octets);
}

/** Writes a BIT STRING of whole octets. */
export function writeBitString(octets: Uint8Array): Uint8Array {
  return writeElement(TAG.bitString, Uint8Array.of(0), octets);
}

/** Writes an OBJECT IDENTIFIER from dotted decimal text. */
export function writeObjectIdentifier(dotted: string): Uint8Array {
  return writeElement(TAG.objectIdentifier, encodeArcs(dotted));
}

/** Writes a UTF8String. */
export function writeUtf8String(text: string): Uint8Array {
  return writeElement(TAG.utf8String, new TextEncoder().encode(text));
}

/** Writes an IA5String. @throws RangeError for text that is not ASCII */
export function writeIa5String(text: string): Uint8Array {
  return writeElement(TAG.ia5String, asciiBytes(text));
}

/** Writes a PrintableString. @throws RangeError for text that is not ASCII */
export function writePrintableString(text: string): Uint8Array {
  return writeElement(TAG.printableString, asciiBytes(text));
}

/** Writes a GeneralizedTime in whole seconds and UTC. */
export function writeGeneralizedTime(instant: Date): Uint8Array {
  return writeElement(TAG.generalizedTime, asciiBytes(generalizedTimeText(instant)));
}

/** Writes a time as RFC 5280 §4.1.2.5 has it: UTCTime through 2049, GeneralizedTime from 2050. */
export function writeTime(instant: Date): Uint8Array {
  if (instant.getUTCFullYear() < 1950 || instant.getUTCFullYear() > 2049) {
    return writeGeneralizedTime(instant);
  }
  return writeElement(TAG.utcTime, asciiBytes(generalizedTimeText(instant).slice(2)));
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80) throw new RangeError('text is not ASCII');
    return code;
  });
}
