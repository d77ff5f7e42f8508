import { type DerElement, derError, membersOf, readDer } from '../asn1/der-reader.ts';
import { writeOctetString, writeSequence, writeUnsigned } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { integerOf, octetsOf } from '../asn1/values.ts';
import { concatBytes, equalBytes } from '../bytes/byte-arrays.ts';
import { SM2_CURVE, SM2_PUBLIC_KEY_LENGTH, type Sm2PublicKey, SM3_LENGTH, type SmEngine } from './engine.ts';
import { numberOfOctets, octetsOfNumber } from './signature-encoding.ts';

/** SM2 public-key encryption, GB/T 32918.4-2016 §6 and §7, with SM3: a ciphertext is C1 ‖ C3 ‖ C2. */

type Engine = Pick<SmEngine, 'sm3' | 'multiplyPoint'>;

const COORDINATE_LENGTH = 32;
const BASE_POINT = concatBytes(Uint8Array.of(4), octetsOfNumber(SM2_CURVE.Gx), octetsOfNumber(SM2_CURVE.Gy));

/**
 * Encrypts a short message for the holder of a key.
 * @param random returns fresh random bytes; called for k
 * @returns C1 (65 bytes) ‖ C3 (32 bytes) ‖ C2 (as long as the message)
 * @throws RangeError for an empty message or a key that is no point of the curve
 */
export function encryptMessage(
  engine: Engine,
  message: Uint8Array,
  publicKey: Sm2PublicKey,
  random: (length: number) => Uint8Array,
): Uint8Array {
  if (message.length === 0) throw new RangeError('message: must not be empty');
  for (;;) {
    const k = random(COORDINATE_LENGTH);
    if (!isScalar(k)) continue;
    const shared = engine.multiplyPoint(publicKey, k);
    const ephemeral = engine.multiplyPoint(BASE_POINT, k);
    k.fill(0);
    if (shared === null || ephemeral === null) throw new RangeError('publicKey: no point of the curve');
    const key = deriveKey(engine, shared.subarray(1), message.length);
    if (key.every((byte) => byte === 0)) continue;
    return concatBytes(ephemeral, checkOf(engine, shared, message), exclusiveOr(message, key));
  }
}

/**
 * Decrypts C1 ‖ C3 ‖ C2. The caller zeroes the result.
 * @param privateKey d, 32 bytes
 * @returns null for a text that was not encrypted for this key, or was changed since
 */
export function decryptMessage(
  engine: Engine,
  ciphertext: Uint8Array,
  privateKey: Uint8Array,
): Uint8Array | null {
  const hashEnd = SM2_PUBLIC_KEY_LENGTH + SM3_LENGTH;
  if (ciphertext.length <= hashEnd) return null;
  const shared = engine.multiplyPoint(ciphertext.subarray(0, SM2_PUBLIC_KEY_LENGTH), privateKey);
  if (shared === null) return null;
  const masked = ciphertext.subarray(hashEnd);
  const key = deriveKey(engine, shared.subarray(1), masked.length);
  const message = exclusiveOr(masked, key);
  const check = checkOf(engine, shared, message);
  if (equalBytes(check, ciphertext.subarray(SM2_PUBLIC_KEY_LENGTH, hashEnd))) return message;
  message.fill(0);
  return null;
}

/** Computes C3 = SM3(x2 ‖ M ‖ y2). */
function checkOf(engine: Engine, shared: Uint8Array, message: Uint8Array): Uint8Array {
  const [x, y] = [shared.subarray(1, 1 + COORDINATE_LENGTH), shared.subarray(1 + COORDINATE_LENGTH)];
  return engine.sm3(x, message, y);
}

function exclusiveOr(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

function isScalar(octets: Uint8Array): boolean {
  const k = numberOfOctets(octets);
  return k > 0n && k < SM2_CURVE.n;
}

/**
 * GB/T 32918.4-2016 §5.4.3: the KDF over SM3.
 * @param shared Z, the bit string that both sides have
 * @param length of the key, bytes
 */
function deriveKey(engine: Pick<SmEngine, 'sm3'>, shared: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / SM3_LENGTH) }, (_, index) =>
    engine.sm3(shared, counterOctets(index + 1)),
  );
  return concatBytes(...blocks).slice(0, length);
}

/** Writes ct, 32 bits, most significant first. */
function counterOctets(count: number): Uint8Array {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, count);
  return octets;
}

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

/** Writes a ciphertext as DER. @param ciphertext C1 ‖ C3 ‖ C2 */
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
 * Reads a ciphertext.
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

/** Reads a coordinate as 32 octets. */
function coordinate(element: DerElement): Uint8Array {
  const value = integerOf(element, WHAT);
  if (value < 0n || value >= SM2_CURVE.p) throw derError(`${WHAT}: coordinate out of range`);
  return octetsOfNumber(value);
}
