import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeGeneralizedTime, writeInteger, writeSequence, writeUtf8String } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { utf8TextOf } from '../asn1/text.ts';
import { generalizedTimeOf } from '../asn1/time.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { certificateListType, decodeCertificateList, encodeCertificateList } from './certificate-list.ts';
import type { SealProperty } from './property-info.ts';

/**
 * GB/T 38540-2020 (version 4) and GM/T 0031-2025 (version 5), the seal's properties
 * SES_ESPropertyInfo ::= SEQUENCE {
 *   type         INTEGER,       -- 1 organisation, 2 person
 *   name         UTF8String,
 *   certListType INTEGER,
 *   certList     SES_CertList,
 *   createDate   GeneralizedTime,
 *   validStart   GeneralizedTime,
 *   validEnd     GeneralizedTime }
 */
const WHAT = 'SES_ESPropertyInfo';

export function decodePropertyInfoV4(element: DerElement): SealProperty {
  const members = membersOf(element, WHAT);
  const type = smallIntegerOf(members.next(TAG.integer), 'SES_ESPropertyInfo.type');
  const name = utf8TextOf(members.next(TAG.utf8String), 'SES_ESPropertyInfo.name');
  const listType = smallIntegerOf(members.next(TAG.integer), 'SES_ESPropertyInfo.certListType');
  const certificateList = decodeCertificateList(listType, members.next(TAG.sequence));
  const createdAt = generalizedTimeOf(members.next(), 'SES_ESPropertyInfo.createDate');
  const validFrom = generalizedTimeOf(members.next(), 'SES_ESPropertyInfo.validStart');
  const validTo = generalizedTimeOf(members.next(), 'SES_ESPropertyInfo.validEnd');
  members.end();
  return { type, name, certificateList, createdAt, validFrom, validTo };
}

export function encodePropertyInfoV4(property: SealProperty): Uint8Array {
  return writeSequence(
    writeInteger(property.type),
    writeUtf8String(property.name),
    writeInteger(certificateListType(property.certificateList)),
    encodeCertificateList(property.certificateList),
    writeGeneralizedTime(property.createdAt),
    writeGeneralizedTime(property.validFrom),
    writeGeneralizedTime(property.validTo),
  );
}
