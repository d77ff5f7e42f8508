import { CodedError } from '../../shared/errors.ts';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { overBudget } from '../work-meter.ts';
import { type DerCursor, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import { CMS_OID, explicitTag, implicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { fractionalTimeOf } from '../asn1/time.ts';
import { booleanOf, integerOf, objectIdentifierOf, octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { toHex } from '../bytes/encodings.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import { decodeExtensions } from '../x509/extensions.ts';
import { decodeAlgorithm, decodeImprint, type MessageImprint } from './message-imprint.ts';
import { decodeSignerInfo, decodeVersion, type SignerInfo } from './signer-info.ts';
import { decodeNonce } from './time-stamp-request.ts';

/**
 * RFC 3161 §2.4.2: a ContentInfo that holds the SignedData of RFC 5652 §5.1, or of GM/T 0010-2012 §8
 * ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT SignedData }
 * SignedData ::= SEQUENCE {
 *   version          INTEGER,
 *   digestAlgorithms SET OF AlgorithmIdentifier,
 *   encapContentInfo SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING },
 *   certificates     [0] IMPLICIT SET OF Certificate OPTIONAL,
 *   crls             [1] IMPLICIT SET OF CertificateList OPTIONAL,
 *   signerInfos      SET OF SignerInfo }              -- exactly one
 */
export interface TimeStampToken {
  readonly contentType: string;
  /** DER of TSTInfo. It is hashed into the attributes, or signed itself if there are none. */
  readonly content: Uint8Array;
  readonly info: TimeStampInfo;
  /** The certificates that can be read, in the order of the token. */
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

/** The content types that either syntax gives a TSTInfo. */
const CONTENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  [CMS_OID.signedData]: [CMS_OID.timeStampInfo],
  [SM_OID.gmSignedData]: [CMS_OID.timeStampInfo, SM_OID.gmData],
};

const TOKEN = 'TimeStampToken';

/** Reads a token. @throws DER_INVALID for bytes that are no time-stamp token with one signer */
export function decodeTimeStampToken(bytes: Uint8Array): TimeStampToken {
  const outer = membersOf(readDer(bytes, TOKEN, TAG.sequence), TOKEN);
  const contentTypes = CONTENT_TYPES[objectIdentifierOf(outer.next(TAG.objectIdentifier), TOKEN)];
  if (contentTypes === undefined) throw new CodedError('DER_INVALID', `${TOKEN}: not signed data`);
  const signedData = onlyMember(outer.next(explicitTag(0)), TAG.sequence);
  outer.end();
  return decodeSignedData(membersOf(signedData, 'SignedData'), contentTypes);
}

function decodeSignedData(members: DerCursor, contentTypes: readonly string[]): TimeStampToken {
  decodeVersion(members.next(TAG.integer), 'SignedData');
  const digests = elementsOf(members.next(TAG.set), 'digestAlgorithms').map(decodeAlgorithm);
  const encapsulated = membersOf(members.next(TAG.sequence), 'encapContentInfo');
  const contentType = objectIdentifierOf(encapsulated.next(TAG.objectIdentifier), 'eContentType');
  if (!contentTypes.includes(contentType)) throw new CodedError('DER_INVALID', 'eContentType');
  const content = octetsOf(onlyMember(encapsulated.next(explicitTag(0)), TAG.octetString), 'eContent');
  encapsulated.end();
  const certificates = decodeCertificates(members.optional(explicitTag(0)));
  members.optional(explicitTag(1));
  const signer = decodeSignerInfo(onlyMember(members.next(TAG.set), TAG.sequence));
  members.end();
  if (!digests.includes(signer.digestAlgorithm)) throw new CodedError('DER_INVALID', 'digestAlgorithms');
  return { contentType, content, info: decodeTimeStampInfo(content), certificates, signer };
}

function onlyMember(element: DerElement, tag: number): DerElement {
  const members = membersOf(element, TOKEN);
  const member = members.next(tag);
  members.end();
  return member;
}

function decodeCertificates(set: DerElement | undefined): Certificate[] {
  if (set === undefined) return [];
  const most = CERTIFICATE_BUDGET.certificatesOfMessage;
  const certificates = elementsOf(set, 'certificates');
  if (certificates.length > most) throw overBudget('certificatesOfMessage', most);
  return certificates.flatMap(({ raw }) => certificateOrNull(raw) ?? []);
}

/**
 * RFC 3161 §2.4.2
 * TSTInfo ::= SEQUENCE {
 *   version        INTEGER { v1(1) },
 *   policy         OBJECT IDENTIFIER,
 *   messageImprint SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING },
 *   serialNumber   INTEGER,
 *   genTime        GeneralizedTime,
 *   accuracy       SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER OPTIONAL,
 *                    micros [1] INTEGER OPTIONAL } OPTIONAL,
 *   ordering       BOOLEAN DEFAULT FALSE,
 *   nonce          INTEGER OPTIONAL,
 *   tsa            [0] GeneralName OPTIONAL,
 *   extensions     [1] IMPLICIT Extensions OPTIONAL }
 */
interface TimeStampInfo {
  readonly policy: string;
  readonly imprint: MessageImprint;
  /** Hexadecimal text of the serial number's DER content. */
  readonly serial: string;
  readonly stampedAt: Date;
  /** The possible error of `stampedAt`, in whole milliseconds rounded up; 0 if the token states none. */
  readonly accuracyMs: number;
  /** The nonce of the request, as hexadecimal text of its DER content; null if there is none. */
  readonly nonce: string | null;
}

const INFO = 'TSTInfo';

/** Reads TSTInfo. @throws DER_INVALID, also for another version or a critical extension */
function decodeTimeStampInfo(bytes: Uint8Array): TimeStampInfo {
  const members = membersOf(readDer(bytes, INFO, TAG.sequence), INFO);
  if (smallIntegerOf(members.next(TAG.integer), 'TSTInfo.version') !== 1) {
    throw new CodedError('DER_INVALID', 'TSTInfo: version');
  }
  const policy = objectIdentifierOf(members.next(TAG.objectIdentifier), 'TSTInfo.policy');
  const imprint = decodeImprint(members.next(TAG.sequence));
  const serialNumber = members.next(TAG.integer);
  integerOf(serialNumber, 'TSTInfo.serialNumber');
  const stampedAt = fractionalTimeOf(members.next(), 'TSTInfo.genTime');
  const accuracyMs = decodeAccuracy(members.optional(TAG.sequence));
  const ordering = members.optional(TAG.boolean);
  if (ordering !== undefined) booleanOf(ordering, 'TSTInfo.ordering');
  const nonce = decodeNonce(members, 'TSTInfo.nonce');
  endOfInfo(members);
  return { policy, imprint, serial: toHex(serialNumber.content), stampedAt, accuracyMs, nonce };
}

function decodeAccuracy(element: DerElement | undefined): number {
  if (element === undefined) return 0;
  const members = membersOf(element, 'Accuracy');
  const part = (found: DerElement | undefined): number =>
    found === undefined ? 0 : smallIntegerOf({ ...found, tag: TAG.integer }, 'Accuracy');
  const seconds = part(members.optional(TAG.integer));
  const milliseconds = part(members.optional(implicitTag(0)));
  const microseconds = part(members.optional(implicitTag(1)));
  members.end();
  return seconds * 1000 + milliseconds + Math.ceil(microseconds / 1000);
}

/** Reads the remaining members, which are not used here. No extension may be critical. */
function endOfInfo(members: DerCursor): void {
  members.optional(explicitTag(0));
  const extensions = members.optional(explicitTag(1));
  members.end();
  if (extensions === undefined) return;
  const isCritical = [...decodeExtensions(extensions).values()].some(({ critical }) => critical);
  if (isCritical) throw new CodedError('DER_INVALID', 'TSTInfo: unknown critical extension');
}
