import { elementsOf, membersOf, readDer, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { writeElement, writeInteger, writeSequence, writeUtf8String } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { utf8TextOf } from '../asn1/text.ts';
import { bitStringOf, smallIntegerOf } from '../asn1/values.ts';

/** PKIFailureInfo of RFC 3161 §2.4.2: the numbers of the bits. */
export const TIME_STAMP_FAILURES = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;

export type TimeStampFailure = keyof typeof TIME_STAMP_FAILURES;

/**
 * RFC 3161 §2.4.2
 * TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
 * PKIStatusInfo ::= SEQUENCE {
 *   status       INTEGER,                -- 0 granted, 1 granted with modifications, 2 and above refused
 *   statusString SEQUENCE OF UTF8String OPTIONAL,
 *   failInfo     BIT STRING OPTIONAL }
 */
export interface TimeStampResponse {
  readonly status: number;
  /** The authority's words; '' if it gives none. */
  readonly text: string;
  readonly failures: readonly TimeStampFailure[];
  /** DER of the token; null if there is none. */
  readonly token: Uint8Array | null;
}

const WHAT = 'TimeStampResp';
const REJECTION = 2;

/** Reads a response. @throws DER_INVALID */
export function decodeTimeStampResponse(bytes: Uint8Array): TimeStampResponse {
  const outer = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const members = membersOf(outer.next(TAG.sequence), 'PKIStatusInfo');
  const status = smallIntegerOf(members.next(TAG.integer), 'PKIStatusInfo');
  const text = decodeText(members);
  const failures = decodeFailures(members.optional(TAG.bitString));
  members.end();
  const token = outer.optional(TAG.sequence)?.raw ?? null;
  outer.end();
  return { status, text, failures, token };
}

function decodeText(members: DerCursor): string {
  const list = members.optional(TAG.sequence);
  if (list === undefined) return '';
  const what = 'PKIFreeText';
  return elementsOf(list, what)
    .map((part) => utf8TextOf(part, what))
    .join(' ');
}

function decodeFailures(element: DerElement | undefined): TimeStampFailure[] {
  if (element === undefined) return [];
  const { octets } = bitStringOf(element, 'PKIFailureInfo');
  // The keys of this constant are exactly the members of its type.
  const names = Object.keys(TIME_STAMP_FAILURES) as TimeStampFailure[];
  return names.filter((name) => {
    const bit = TIME_STAMP_FAILURES[name];
    return ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  });
}

/** Writes the response that grants a token. @param token DER */
export function encodeGrantedResponse(token: Uint8Array): Uint8Array {
  return writeSequence(writeSequence(writeInteger(0)), token);
}

/** Writes the response that refuses a stamp, in the authority's words. */
export function encodeRejection(failure: TimeStampFailure, text: string): Uint8Array {
  const bit = TIME_STAMP_FAILURES[failure];
  const octets = new Uint8Array((bit >> 3) + 1);
  octets[bit >> 3] = 0x80 >> (bit & 7);
  // A named bit string ends with its last bit that is set (X.690 §11.2.2).
  const failInfo = writeElement(TAG.bitString, Uint8Array.of(7 - (bit & 7)), octets);
  return writeSequence(
    writeSequence(writeInteger(REJECTION), writeSequence(writeUtf8String(text)), failInfo),
  );
}
