import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOctetsOf, octetsOf } from '../asn1/values.ts';
import { decodePropertyInfoV1 } from './property-info-v1.ts';
import { decodeSealInfo } from './seal-info.ts';
import type { Seal } from './seal.ts';

/**
 * GM/T 0031-2014 (versions 1 to 3), the seal. Read only.
 * SESeal ::= SEQUENCE { esealInfo SES_SealInfo, signInfo SES_SignInfo }
 * SES_SignInfo ::= SEQUENCE {
 *   cert               OCTET STRING,
 *   signatureAlgorithm OBJECT IDENTIFIER,
 *   signData           BIT STRING }   -- over SEQUENCE { SES_SealInfo, cert, signatureAlgorithm }
 */
export function decodeSealV1(element: DerElement): Seal {
  const members = membersOf(element, 'SESeal');
  const info = members.next(TAG.sequence);
  const content = decodeSealInfo(info, decodePropertyInfoV1);
  const signInfo = membersOf(members.next(TAG.sequence), 'SES_SignInfo');
  members.end();
  const certificate = signInfo.next(TAG.octetString);
  const algorithm = signInfo.next(TAG.objectIdentifier);
  const signature = bitStringOctetsOf(signInfo.next(TAG.bitString), 'SES_SignInfo.signData');
  signInfo.end();
  return {
    ...content,
    version: 1,
    makerCertificate: octetsOf(certificate, 'SES_SignInfo.cert'),
    signatureAlgorithm: objectIdentifierOf(algorithm, 'SES_SignInfo.signatureAlgorithm'),
    signedBytes: writeSequence(info.raw, certificate.raw, algorithm.raw),
    signature,
    timeStamp: null,
    raw: element.raw,
  };
}
