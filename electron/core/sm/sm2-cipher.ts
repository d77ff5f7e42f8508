import { derError, membersOf, readDer, type DerElement } from '../asn1/der-reader.ts';
import { writeOctetString, writeSequence, writeUnsigned } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { integerOf, octetsOf } from '../asn1/values.ts';
import { concatBytes } from '../bytes/concat.ts';
import { SM2_CURVE, SM2_PUBLIC_KEY_LENGTH, SM3_LENGTH } from './parameters.ts';
import { octetsOfNumber } from './scalars.ts';

/**
 * GM/T 0009-2012 §7.2, GB/T 35276-2017 §7.2
 * SM2Cipher ::= SEQUENCE {
 *   XCoordinate INTEGER,                -- x of C1
 *   YCoordinate INTEGER,                -- y of C1
 *   HASH        OCTET STRING SIZE(32),  -- C3
 *   CipherText  OCTET STRING            -- C2
 * }
 */

const WHAT = 'SM2Cipher';

/** @param ciphertext C1 ‖ C3 ‖ C2 */
export function encodeCipher(ciphertext: Uint8Array): Uint8Array {
  const hashEnd = SM2_PUBLIC_KEY_LENGTH + SM3_LENGTH;
  if (ciphertext.length <= hashEnd) throw new RangeError('ciphertext: more than 97 bytes expected');
  return writeSequence(
    writeUnsigned(ciphertext.subarray(1, 33)),
    writeUnsigned(ciphertext.subarray(33, SM2_PUBLIC_KEY_LENGTH)),
    writeOctetString(ciphertext.subarray(SM2_PUBLIC_KEY_LENGTH, hashEnd)),
    writeOctetString(ciphertext.subarray(hashEnd)),
  );
}

/**
 * @returns C1 ‖ C3 ‖ C2
 * @throws DER_INVALID
 */
export function decodeCipher(der: Uint8Array): Uint8Array {
  const members = membersOf(readDer(der, WHAT, TAG.sequence), WHAT);
  const x = coordinate(members.next(TAG.integer));
  const y = coordinate(members.next(TAG.integer));
  const hash = octetsOf(members.next(), WHAT);
  const masked = octetsOf(members.next(), WHAT);
  members.end();
  if (hash.length !== SM3_LENGTH || masked.length === 0) throw derError(`${WHAT}: hash or text of no length`);
  return concatBytes(Uint8Array.of(4), x, y, hash, masked);
}

/** As 32 octets. */
function coordinate(element: DerElement): Uint8Array {
  const value = integerOf(element, WHAT);
  if (value < 0n || value >= SM2_CURVE.p) throw derError(`${WHAT}: coordinate out of range`);
  return octetsOfNumber(value);
}
