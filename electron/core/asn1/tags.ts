/** Identifier octets of the types in use (X.690 §8.1.2; low tag numbers only). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A context tag over an encoded value inside: constructed, as EXPLICIT always is. */
export function explicitTag(number: number): number {
  return 0xa0 | number;
}

/** A context tag that replaces the tag of a primitive type (IMPLICIT). */
export function implicitTag(number: number): number {
  return 0x80 | number;
}
