import { CodedError } from '../../shared/errors.ts';
import { type DerCursor, type DerElement, membersOf, readDer } from '../asn1/der-reader.ts';
import { CMS_OID, explicitTag, implicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { fractionalTimeOf } from '../asn1/time.ts';
import { booleanOf, integerOf, objectIdentifierOf, smallIntegerOf } from '../asn1/values.ts';
import { toHex } from '../bytes/encodings.ts';
import { decodeSignedData, type SignedData } from '../cms/decode-signed-data.ts';
import type { SignerInfo } from '../cms/signer-info.ts';
import type { Certificate } from '../x509/certificate.ts';
import { decodeExtensions } from '../x509/extensions.ts';
import { decodeImprint, type MessageImprint } from './message-imprint.ts';
import { decodeNonce } from './time-stamp-request.ts';

/** RFC 3161 §2.4.2: signed data with exactly one signer, whose content is TSTInfo. */
export interface TimeStampToken {
  readonly contentType: string;
  /** DER of TSTInfo. It is hashed into the attributes, or signed itself if there are none. */
  readonly content: Uint8Array;
  readonly info: TimeStampInfo;
  /** The certificates that can be read, in the order of the token. */
  readonly certificates: readonly Certificate[];
  /** DER of the revocation lists in the token. */
  readonly revocationLists: readonly Uint8Array[];
  readonly signer: SignerInfo;
}

/** The content types that either syntax gives a TSTInfo. */
const CONTENT_TYPES: Readonly<Record<SignedData['syntax'], readonly string[]>> = {
  cms: [CMS_OID.timeStampInfo],
  gm: [CMS_OID.timeStampInfo, SM_OID.gmData],
};

/** Reads a token. @throws DER_INVALID for bytes that are no time-stamp token with one signer */
export function decodeTimeStampToken(bytes: Uint8Array): TimeStampToken {
  return timeStampTokenOf(decodeSignedData(bytes));
}

/** Reads signed data as a token. @throws DER_INVALID if it is none, with one signer */
export function timeStampTokenOf(data: SignedData): TimeStampToken {
  const { syntax, contentType, content, certificates, revocationLists } = data;
  if (!CONTENT_TYPES[syntax].includes(contentType) || content === null) {
    throw new CodedError('DER_INVALID', 'eContentType');
  }
  const [signer, ...others] = data.signers;
  if (signer === undefined || others.length > 0) throw new CodedError('DER_INVALID', 'signerInfos');
  return { contentType, content, info: decodeTimeStampInfo(content), certificates, revocationLists, signer };
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
