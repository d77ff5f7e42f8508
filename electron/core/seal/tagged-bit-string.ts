import { bitStringOctetsOf } from '../asn1/values.ts';
import { membersOf, type DerCursor } from '../asn1/der-reader.ts';
import { writeBitString, writeExplicit } from '../asn1/der-writer.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/tags.ts';

/**
 * timeStamp [0] BIT STRING OPTIONAL, which the standards leave open: EXPLICIT (A0) is written, IMPLICIT (80)
 * is accepted too.
 */
export function decodeOptionalTimeStamp(members: DerCursor, what: string): Uint8Array | null {
  const explicit = members.optional(explicitTag(0));
  if (explicit !== undefined) {
    const inner = membersOf(explicit, what);
    const token = bitStringOctetsOf(inner.next(TAG.bitString), what);
    inner.end();
    return token;
  }
  const implicit = members.optional(implicitTag(0));
  if (implicit === undefined) return null;
  return bitStringOctetsOf({ ...implicit, tag: TAG.bitString }, what);
}

export function encodeTimeStamp(token: Uint8Array): Uint8Array {
  return writeExplicit(0, writeBitString(token));
}
