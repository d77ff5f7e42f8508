import { type DerCursor, derError, membersOf, readDer } from '../asn1/der-reader.ts';
import { writeSequence, writeUnsigned } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { integerOf } from '../asn1/values.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { SM2_SIGNATURE_LENGTH } from './engine.ts';

/**
 * GM/T 0009-2012 §7.3
 * SM2Signature ::= SEQUENCE { R INTEGER, S INTEGER }
 */

const WHAT = 'SM2Signature';
const LIMIT = 1n << 256n;

export interface DecodedSignature {
  /** r ‖ s, 64 bytes */
  readonly value: Uint8Array;
  /** `raw` is outside the standard, but occurs; a reader warns of it. */
  readonly encoding: 'der' | 'raw';
}

/** Writes a signature as DER. @param value r ‖ s, 64 bytes */
export function encodeSignature(value: Uint8Array): Uint8Array {
  if (value.length !== SM2_SIGNATURE_LENGTH) throw new RangeError('signature: 64 bytes expected');
  return writeSequence(writeUnsigned(value.subarray(0, 32)), writeUnsigned(value.subarray(32)));
}

/**
 * Reads a signature value as seals and certificates hold it: strict DER, or 64 bytes r ‖ s.
 * @throws DER_INVALID for anything else
 */
export function decodeSignature(bytes: Uint8Array): DecodedSignature {
  if (bytes.length === SM2_SIGNATURE_LENGTH && !isDerOfLength64(bytes)) {
    return { value: bytes.slice(), encoding: 'raw' };
  }
  return { value: readIntegers(bytes, strictScalar), encoding: 'der' };
}

/**
 * Reads a signature as a token returns it. DER whose integers lack the sign octet or carry needless zeros is
 * accepted too.
 * @param form `auto` if the token's form is not known; only 64 bytes can be either
 * @returns r ‖ s, 64 bytes
 * @throws DER_INVALID for a value of another form
 */
export function decodeTokenSignature(bytes: Uint8Array, form: 'auto' | 'raw' | 'der' = 'auto'): Uint8Array {
  const raw = bytes.length === SM2_SIGNATURE_LENGTH && (form === 'raw' || !isDerOfLength64(bytes));
  if (raw && form !== 'der') return bytes.slice();
  if (form === 'raw') throw derError(`${WHAT}: 64 bytes expected`);
  return readIntegers(bytes, unsignedScalar);
}

/**
 * Tells DER of 64 bytes in all from r ‖ s. Its two integers have 30 octets or less, and it starts with 30 3E
 * 02.
 */
function isDerOfLength64(bytes: Uint8Array): boolean {
  if (bytes[0] !== TAG.sequence || bytes[1] !== bytes.length - 2 || bytes[2] !== TAG.integer) return false;
  const second = 4 + (bytes[3] ?? 0);
  return bytes[second] === TAG.integer && second + 2 + (bytes[second + 1] ?? 0) === bytes.length;
}

function readIntegers(bytes: Uint8Array, scalar: (members: DerCursor) => bigint): Uint8Array {
  const members = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const r = scalar(members);
  const s = scalar(members);
  members.end();
  return concatBytes(octetsOfNumber(r), octetsOfNumber(s));
}

function strictScalar(members: DerCursor): bigint {
  return bounded(integerOf(members.next(TAG.integer), WHAT));
}

function unsignedScalar(members: DerCursor): bigint {
  return bounded(numberOfOctets(members.next(TAG.integer).content));
}

function bounded(value: bigint): bigint {
  if (value < 0n || value >= LIMIT) throw derError(`${WHAT}: number out of range`);
  return value;
}

/** Reads the unsigned number that octets hold, most significant first. */
export function numberOfOctets(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${toHex(octets)}`);
}

/** Writes a field element or scalar as 32 octets, most significant first. */
export function octetsOfNumber(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0'));
}
