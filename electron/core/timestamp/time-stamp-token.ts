import { elementsOf, membersOf, readDer, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { CMS_OID, SM_OID } from '../asn1/oids.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { octetsOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';
import { certificateOrNull, type Certificate } from '../x509/certificate.ts';
import { decodeAlgorithm } from './algorithm.ts';
import { decodeSignerInfo, type SignerInfo } from './signer-info.ts';
import { decodeTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts';
import { decodeVersion } from './version.ts';

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
  /** DER of TSTInfo: what is hashed, or signed where there are no attributes. */
  readonly content: Uint8Array;
  readonly info: TimeStampInfo;
  /** Those that can be read, in the order of the token. */
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

/** The content types that either syntax gives a TSTInfo. */
const CONTENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  [CMS_OID.signedData]: [CMS_OID.timeStampInfo],
  [SM_OID.gmSignedData]: [CMS_OID.timeStampInfo, SM_OID.gmData],
};

const WHAT = 'TimeStampToken';

/** @throws DER_INVALID where the bytes are no time-stamp token with one signer */
export function decodeTimeStampToken(bytes: Uint8Array): TimeStampToken {
  const outer = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const contentTypes = CONTENT_TYPES[objectIdentifierOf(outer.next(TAG.objectIdentifier), WHAT)];
  if (contentTypes === undefined) throw new CodedError('DER_INVALID', `${WHAT}: not signed data`);
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
  const members = membersOf(element, WHAT);
  const member = members.next(tag);
  members.end();
  return member;
}

function decodeCertificates(set: DerElement | undefined): Certificate[] {
  if (set === undefined) return [];
  return elementsOf(set, 'certificates').flatMap(({ raw }) => certificateOrNull(raw) ?? []);
}
