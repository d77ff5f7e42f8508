import { CodedError } from '../../shared/errors.ts';
import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeIa5String, writeInteger, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { smallIntegerOf } from '../asn1/values.ts';

/**
 * GB/T 38540-2020 and GM/T 0031-2014, structure of the seal's header
 * SES_Header ::= SEQUENCE {
 *   ID      IA5String,   -- "ES"
 *   version INTEGER,
 *   Vid     IA5String }  -- vendor
 */
export interface SealHeader {
  /** What the seal says of itself; unreliable, so the layout is told by the element count. */
  readonly version: number;
  readonly vendorId: string;
}

const WHAT = 'SES_Header';
const ID = 'ES';

export function decodeHeader(element: DerElement): SealHeader {
  const members = membersOf(element, WHAT);
  const id = ia5TextOf(members.next(TAG.ia5String), 'SES_Header.ID');
  if (id !== ID) throw new CodedError('SEAL_DAMAGED', 'SES_Header.ID is not ES');
  const version = smallIntegerOf(members.next(TAG.integer), 'SES_Header.version');
  const vendorId = ia5TextOf(members.next(TAG.ia5String), 'SES_Header.Vid');
  members.end();
  return { version, vendorId };
}

export function encodeHeader(header: SealHeader): Uint8Array {
  return writeSequence(writeIa5String(ID), writeInteger(header.version), writeIa5String(header.vendorId));
}
