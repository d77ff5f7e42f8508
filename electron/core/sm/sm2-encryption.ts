import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { Sm2PublicKey, SmEngine } from './engine.ts';
import { deriveKey } from './key-derivation.ts';
import { SM2_CURVE, SM2_PUBLIC_KEY_LENGTH, SM3_LENGTH } from './parameters.ts';
import { numberOfOctets, octetsOfNumber } from './scalars.ts';

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
 * Decrypts C1 ‖ C3 ‖ C2. The caller zeroes what it gets.
 * @param privateKey d, 32 bytes
 * @returns null where it was not encrypted for this key, or was changed since
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

/** C3 = SM3(x2 ‖ M ‖ y2) */
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
