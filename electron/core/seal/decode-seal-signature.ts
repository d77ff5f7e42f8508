import { CodedError } from '../../shared/errors.ts';
import { DerCursor, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/identifiers.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { timeOf } from '../asn1/time.ts';
import { bitStringOctetsOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decodeSealSignatureV4, type SealSignature } from './seal-signature.ts';
import { decodeSealElement } from './seal.ts';

/**
 * Reads a seal signature of any version. 2 elements are GM/T 0031-2014, 4 or 5 are GB/T 38540-2020 and later.
 * @param bytes the DER alone, without the padding of /Contents
 * @throws DER_INVALID or SEAL_DAMAGED
 */
export function decodeSealSignature(bytes: Uint8Array): SealSignature {
  const element = readDer(bytes, 'SES_Signature', TAG.sequence);
  const count = elementsOf(element, 'SES_Signature').length;
  if (count === 2) return decodeSealSignatureV1(element);
  if (count === 4 || count === 5) return decodeSealSignatureV4(element);
  throw new CodedError('SEAL_DAMAGED', `SES_Signature: ${count} elements`);
}

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
function decodeSealSignatureV1(element: DerElement): SealSignature {
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

/**
 * GM/T 0031-2014, timeInfo BIT STRING: "the time of signing or a time stamp". Vendors fill it with a DER
 * UTCTime, an RFC 3161 token, or the ASCII text yyyy-MM-dd HH:mm:ss, which is read as UTC+8, the time of
 * China.
 */
interface TimeInfo {
  readonly signedAt: Date | null;
  readonly timeStamp: Uint8Array | null;
}

const ASCII_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;
const ASCII_TIME_LENGTH = 19;

/** Reads timeInfo in any of the three forms. @throws DER_INVALID for anything else */
function decodeTimeInfo(content: Uint8Array): TimeInfo {
  if (content.length === ASCII_TIME_LENGTH) {
    const signedAt = asciiTimeOf(content);
    if (signedAt !== null) return { signedAt, timeStamp: null };
  }
  const cursor = new DerCursor(content, 'TBS_Sign.timeInfo');
  const element = cursor.next();
  cursor.end();
  if (element.tag === TAG.sequence) return { signedAt: null, timeStamp: content };
  return { signedAt: timeOf(element, 'TBS_Sign.timeInfo'), timeStamp: null };
}

function asciiTimeOf(content: Uint8Array): Date | null {
  const match = ASCII_TIME.exec(String.fromCharCode(...content));
  if (match === null) return null;
  const instant = new Date(`${match[1]}T${match[2]}+08:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
