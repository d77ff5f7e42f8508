import { CodedError } from '../../shared/errors.ts';
import { type DerElement, elementsOf, membersOf } from '../asn1/der-reader.ts';
import {
  writeGeneralizedTime,
  writeInteger,
  writeOctetString,
  writePrintableString,
  writeSequence,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { ia5TextOf, printableTextOf, utf8TextOf } from '../asn1/text.ts';
import { generalizedTimeOf, timeOf } from '../asn1/time.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decodeBase64 } from '../x509/pem.ts';

/** The content of SES_ESPropertyInfo in every version. */
export interface SealProperty {
  /** 1 is an organisation, 2 is a person; other numbers occur. */
  readonly type: number;
  readonly name: string;
  readonly certificateList: CertificateList;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
}

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
const PROPERTY_INFO = 'SES_ESPropertyInfo';

/** Reads the properties of version 4 or 5. @throws DER_INVALID or SEAL_DAMAGED */
export function decodePropertyInfoV4(element: DerElement): SealProperty {
  const members = membersOf(element, PROPERTY_INFO);
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

/** Writes the properties of version 4. */
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
export function decodePropertyInfoV1(element: DerElement): SealProperty {
  const members = membersOf(element, PROPERTY_INFO);
  const type = smallIntegerOf(members.next(TAG.integer), 'SES_ESPropertyInfo.type');
  const name = utf8TextOf(members.next(TAG.utf8String), 'SES_ESPropertyInfo.name');
  const list = members.next();
  const certificateList: CertificateList =
    list.tag === TAG.ia5String
      ? { kind: 'certificates', certificates: [listedCertificate(list)] }
      : decodeCertificateList(1, list);
  const createdAt = timeOf(members.next(), 'SES_ESPropertyInfo.createDate');
  const validFrom = timeOf(members.next(), 'SES_ESPropertyInfo.validStart');
  const validTo = timeOf(members.next(), 'SES_ESPropertyInfo.validEnd');
  members.end();
  return { type, name, certificateList, createdAt, validFrom, validTo };
}

/**
 * GB/T 38540-2020, the certificates that may use the seal
 * certListType INTEGER   -- 1 certificates, 2 digests
 * certList CHOICE { certs SEQUENCE OF OCTET STRING, certDigestList SEQUENCE OF CertDigestObj }
 * CertDigestObj ::= SEQUENCE { type PrintableString, value OCTET STRING }
 * Both alternatives have the same tag, so certListType decides.
 */
export type CertificateList =
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'digests'; readonly digests: readonly CertificateDigest[] };

interface CertificateDigest {
  /** The name or the object identifier of the hash, as written. */
  readonly type: string;
  readonly value: Uint8Array;
}

const CERTIFICATE_LIST = 'certList';

function decodeCertificateList(type: number, element: DerElement): CertificateList {
  const elements = elementsOf(element, CERTIFICATE_LIST);
  if (type === 1) return { kind: 'certificates', certificates: elements.map(listedCertificate) };
  if (type === 2) return { kind: 'digests', digests: elements.map(decodeDigest) };
  throw new CodedError('SEAL_DAMAGED', `certListType ${type}`);
}

/**
 * Reads a listed certificate. The standard of 2014 says only "certificates", so that vendors also write them into an
 * IA5String, as DER or as base64, or without any frame. Whoever looks a certificate up compares its bytes.
 */
function listedCertificate(element: DerElement): Uint8Array {
  if (element.tag === TAG.sequence) return element.raw;
  if (element.tag !== TAG.ia5String) return octetsOf(element, CERTIFICATE_LIST);
  return decodeBase64(ia5TextOf(element, CERTIFICATE_LIST).replace(/\s+/g, '')) ?? element.content;
}

function decodeDigest(element: DerElement): CertificateDigest {
  const members = membersOf(element, 'CertDigestObj');
  const type = printableTextOf(members.next(), 'CertDigestObj.type');
  const value = octetsOf(members.next(TAG.octetString), 'CertDigestObj.value');
  members.end();
  return { type, value };
}

function certificateListType(list: CertificateList): number {
  return list.kind === 'certificates' ? 1 : 2;
}

function encodeCertificateList(list: CertificateList): Uint8Array {
  if (list.kind === 'certificates') return writeSequence(...list.certificates.map(writeOctetString));
  return writeSequence(
    ...list.digests.map(({ type, value }) =>
      writeSequence(writePrintableString(type), writeOctetString(value)),
    ),
  );
}
