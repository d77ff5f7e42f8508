import { membersOf, readDer, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/tags.ts';
import { fractionalTimeOf } from '../asn1/time.ts';
import { booleanOf, integerOf, smallIntegerOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { decodeExtensions } from '../x509/extension.ts';
import { decodeImprint, type MessageImprint } from './message-imprint.ts';
import { decodeNonce } from './time-stamp-request.ts';

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
export interface TimeStampInfo {
  readonly policy: string;
  readonly imprint: MessageImprint;
  /** Serial number as hexadecimal text of its DER content. */
  readonly serial: string;
  readonly stampedAt: Date;
  /** By how much `stampedAt` may be wrong, in whole milliseconds rounded up; 0 where nothing is said. */
  readonly accuracyMs: number;
  /** The number that the request gave, as hexadecimal text of its DER content; null where there is none. */
  readonly nonce: string | null;
}

const WHAT = 'TSTInfo';

/** @throws DER_INVALID, also for another version or an extension that must not be passed over */
export function decodeTimeStampInfo(bytes: Uint8Array): TimeStampInfo {
  const members = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
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

/** Members that say nothing here, in their order; of the extensions none may be critical. */
function endOfInfo(members: DerCursor): void {
  members.optional(explicitTag(0));
  const extensions = members.optional(explicitTag(1));
  members.end();
  if (extensions === undefined) return;
  const isCritical = [...decodeExtensions(extensions).values()].some(({ critical }) => critical);
  if (isCritical) throw new CodedError('DER_INVALID', 'TSTInfo: unknown critical extension');
}
