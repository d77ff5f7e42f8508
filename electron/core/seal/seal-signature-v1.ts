import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { bitStringOctetsOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decodeSealElement } from './decode-seal.ts';
import type { SealSignature } from './seal-signature.ts';
import { decodeTimeInfo } from './time-info-v1.ts';

/**
 * GM/T 0031-2014 (versions 1 to 3), the seal signature. Read only.
 * SES_Signature ::= SEQUENCE { toSign TBS_Sign, signature BIT STRING }   -- over DER(TBS_Sign)
 * TBS_Sign ::= SEQUENCE {
 *   version            INTEGER,
 *   eseal              SESeal,
 *   timeInfo           BIT STRING,
 *   dataHash           BIT STRING,
 *   propertyInfo       IA5String,
 *   cert               OCTET STRING,
 *   signatureAlgorithm OBJECT IDENTIFIER }
 */
export function decodeSealSignatureV1(element: DerElement): SealSignature {
  const members = membersOf(element, 'SES_Signature');
  const toSign = members.next(TAG.sequence);
  const signature = bitStringOctetsOf(members.next(TAG.bitString), 'SES_Signature.signature');
  members.end();
  return { ...decodeTbsSignV1(toSign), format: 'ses-v1', extensions: [], signedBytes: toSign.raw, signature };
}

function decodeTbsSignV1(
  element: DerElement,
): Omit<SealSignature, 'format' | 'extensions' | 'signedBytes' | 'signature'> {
  const members = membersOf(element, 'TBS_Sign');
  const version = smallIntegerOf(members.next(TAG.integer), 'TBS_Sign.version');
  const seal = decodeSealElement(members.next(TAG.sequence));
  const time = decodeTimeInfo(bitStringOctetsOf(members.next(TAG.bitString), 'TBS_Sign.timeInfo'));
  const dataHash = bitStringOctetsOf(members.next(TAG.bitString), 'TBS_Sign.dataHash');
  const propertyInfo = ia5TextOf(members.next(TAG.ia5String), 'TBS_Sign.propertyInfo');
  const signerCertificate = octetsOf(members.next(TAG.octetString), 'TBS_Sign.cert');
  const algorithm = members.next(TAG.objectIdentifier);
  members.end();
  const signatureAlgorithm = objectIdentifierOf(algorithm, 'TBS_Sign.signatureAlgorithm');
  return { ...time, version, seal, dataHash, propertyInfo, signerCertificate, signatureAlgorithm };
}
