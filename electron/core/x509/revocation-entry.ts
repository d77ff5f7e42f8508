import {
  type DerElement,
  type ElementScanner,
  membersOf,
  readDer,
  readDerPrefix,
} from '../asn1/der-reader.ts';
import { EXTENSION_OID, TAG } from '../asn1/identifiers.ts';
import { generalizedTimeOf, timeOf } from '../asn1/time.ts';
import { integerOf, smallIntegerOf } from '../asn1/values.ts';
import { fromHex } from '../bytes/encodings.ts';
import { decodeExtensions, type Extension } from './extensions.ts';

/** The statement of a list about a certificate that it names. */
export interface Revocation {
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 §5.3.1): 0 unspecified, 1 keyCompromise, 6 certificateHold, … */
  readonly reason: number;
  /** The time since which the key is known or suspected to be compromised. */
  readonly invalidSince: Date | null;
}

interface RevocationEntry extends Revocation {
  /** Critical extensions that no code here handles. */
  readonly unknownCritical: readonly string[];
}

const WHAT = 'revokedCertificates';
const HANDLED: ReadonlySet<string> = new Set([EXTENSION_OID.reasonCode, EXTENSION_OID.invalidityDate]);

/**
 * RFC 5280 §5.1
 * SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
 * @param bytes the entry, with any bytes behind it
 * @throws DER_INVALID or CERTIFICATE_DAMAGED
 */
export function decodeRevocationEntry(bytes: Uint8Array): RevocationEntry {
  const members = membersOf(readDerPrefix(bytes, WHAT, TAG.sequence), WHAT);
  integerOf(members.next(TAG.integer), WHAT);
  const revokedAt = timeOf(members.next(), 'revocationDate');
  const list = members.optional(TAG.sequence);
  members.end();
  return { revokedAt, ...circumstancesOf(list) };
}

function circumstancesOf(list: DerElement | undefined): Omit<RevocationEntry, 'revokedAt'> {
  const extensions: ReadonlyMap<string, Extension> = list === undefined ? new Map() : decodeExtensions(list);
  const reason = extensions.get(EXTENSION_OID.reasonCode);
  const since = extensions.get(EXTENSION_OID.invalidityDate);
  return {
    reason: reason === undefined ? 0 : decodeReason(reason.value),
    invalidSince:
      since === undefined ? null : generalizedTimeOf(readDer(since.value, WHAT), 'invalidityDate'),
    unknownCritical: [...extensions.values()]
      .filter(({ id, critical }) => critical && !HANDLED.has(id))
      .map(({ id }) => id),
  };
}

/** CRLReason ::= ENUMERATED, which is encoded like an INTEGER. */
function decodeReason(value: Uint8Array): number {
  return smallIntegerOf({ ...readDer(value, 'CRLReason', TAG.enumerated), tag: TAG.integer }, 'CRLReason');
}

/** reasonCode, not critical, with a CRLReason of one octet behind it. */
const REASON = fromHex('300a0603551d1504030a01');
/** invalidityDate, not critical, with the fifteen characters of a GeneralizedTime behind it. */
const INVALIDITY = fromHex('30180603551d180411180f');
const TIME_LENGTH = { utc: 13, generalized: 15 } as const;

/**
 * Checks the entry under the scanner as `decodeRevocationEntry` does. Nearly all entries have one of a few
 * forms, which are compared byte by byte; every other form is decoded.
 * @returns identifiers of critical extensions that no code here handles
 * @throws DER_INVALID or CERTIFICATE_DAMAGED
 */
export function scanRevocationEntry(scanner: ElementScanner, offset: number): readonly string[] {
  const { bytes, contentStart, end } = scanner;
  return isUsual(bytes, contentStart, end)
    ? []
    : decodeRevocationEntry(bytes.subarray(offset, end)).unknownCritical;
}

function isUsual(bytes: Uint8Array, start: number, end: number): boolean {
  const afterSerial = usualSerialEnd(bytes, start);
  if (afterSerial < 0) return false;
  const isUtc = bytes[afterSerial] === TAG.utcTime;
  const length = isUtc ? TIME_LENGTH.utc : TIME_LENGTH.generalized;
  if (!isUtc && bytes[afterSerial] !== TAG.generalizedTime) return false;
  const afterTime = afterSerial + 2 + length;
  if (bytes[afterSerial + 1] !== length || afterTime > end) return false;
  if (!isUsualTime(bytes, afterTime) || !(isUtc || startsWithCentury(bytes, afterTime))) return false;
  return afterTime === end || hasUsualExtensions(bytes, afterTime, end);
}

/** Finds the end of the serial number; -1 if it is longer than 127 octets, or not in its shortest form. */
function usualSerialEnd(bytes: Uint8Array, start: number): number {
  const length = bytes[start + 1] ?? 0;
  const first = bytes[start + 2] ?? 0;
  const second = bytes[start + 3] ?? 0;
  if (bytes[start] !== TAG.integer || length === 0 || length >= 0x80) return -1;
  if (length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80)) return -1;
  return start + 2 + length;
}

/** Tells whether MMDDhhmmssZ ends there, with a day that every month has, after two digits of a year. */
function isUsualTime(bytes: Uint8Array, end: number): boolean {
  const two = (back: number): number => twoDigits(bytes, end - back);
  if (bytes[end - 1] !== 0x5a) return false;
  const month = two(11);
  const day = two(9);
  if (month < 1 || month > 12 || day < 1 || day > 28) return false;
  return inRange(two(7), 23) && inRange(two(5), 59) && inRange(two(3), 59) && inRange(two(13), 99);
}

/** Tells whether a GeneralizedTime that ends there begins with two digits. */
function startsWithCentury(bytes: Uint8Array, end: number): boolean {
  return twoDigits(bytes, end - TIME_LENGTH.generalized) >= 0;
}

function inRange(value: number, largest: number): boolean {
  return value >= 0 && value <= largest;
}

/** Reads two digits; -1 for bytes that are no digits. */
function twoDigits(bytes: Uint8Array, offset: number): number {
  const tens = (bytes[offset] ?? 0) - 0x30;
  const ones = (bytes[offset + 1] ?? 0) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Tells whether the extensions are a reason, a reason and a date, or a date. */
function hasUsualExtensions(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== TAG.sequence || bytes[start + 1] !== end - start - 2) return false;
  let offset = start + 2;
  if (startsWith(bytes, offset, REASON)) {
    offset += REASON.length + 1;
    if ((bytes[offset - 1] ?? 0) >= 0x80) return false;
  }
  if (offset < end && startsWith(bytes, offset, INVALIDITY)) {
    offset += INVALIDITY.length + TIME_LENGTH.generalized;
    if (!isUsualTime(bytes, offset) || !startsWithCentury(bytes, offset)) return false;
  }
  return offset === end;
}

function startsWith(bytes: Uint8Array, offset: number, form: Uint8Array): boolean {
  for (let index = 0; index < form.length; index++) {
    if (bytes[offset + index] !== form[index]) return false;
  }
  return true;
}
