import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/tags.ts';
import { utf8TextOf } from '../asn1/text.ts';
import { timeOf } from '../asn1/time.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { decodeCertificateList } from './certificate-list.ts';
import type { SealProperty } from './property-info.ts';

/**
 * GM/T 0031-2014 (versions 1 to 3), the seal's properties
 * SES_ESPropertyInfo ::= SEQUENCE {
 *   type       INTEGER,
 *   name       UTF8String,
 *   certList   SEQUENCE OF OCTET STRING,
 *   createDate UTCTime,
 *   validStart UTCTime,
 *   validEnd   UTCTime }
 * Read only. GeneralizedTime is accepted too, since the years after 2049 need it.
 */
const WHAT = 'SES_ESPropertyInfo';

export function decodePropertyInfoV1(element: DerElement): SealProperty {
  const members = membersOf(element, WHAT);
  const type = smallIntegerOf(members.next(TAG.integer), 'SES_ESPropertyInfo.type');
  const name = utf8TextOf(members.next(TAG.utf8String), 'SES_ESPropertyInfo.name');
  const certificateList = decodeCertificateList(1, members.next(TAG.sequence));
  const createdAt = timeOf(members.next(), 'SES_ESPropertyInfo.createDate');
  const validFrom = timeOf(members.next(), 'SES_ESPropertyInfo.validStart');
  const validTo = timeOf(members.next(), 'SES_ESPropertyInfo.validEnd');
  members.end();
  return { type, name, certificateList, createdAt, validFrom, validTo };
}
