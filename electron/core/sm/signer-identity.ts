import { concatBytes } from '../bytes/concat.ts';
import type { Sm2PublicKey, SmEngine } from './engine.ts';
import { DEFAULT_SIGNER_ID, SM2_CURVE, SM2_PUBLIC_KEY_LENGTH } from './parameters.ts';
import { octetsOfNumber } from './scalars.ts';

const CURVE_OCTETS = concatBytes(
  ...[SM2_CURVE.a, SM2_CURVE.b, SM2_CURVE.Gx, SM2_CURVE.Gy].map(octetsOfNumber),
);

/**
 * Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), GB/T 32918.2 §5.5.
 * @param publicKey 04 ‖ x ‖ y
 * @throws RangeError where the key is not 65 bytes
 */
export function computeZ(
  engine: SmEngine,
  publicKey: Sm2PublicKey,
  signerId: string = DEFAULT_SIGNER_ID,
): Uint8Array {
  if (publicKey.length !== SM2_PUBLIC_KEY_LENGTH) throw new RangeError('publicKey: 65 bytes expected');
  const identity = new TextEncoder().encode(signerId);
  const bits = identity.length * 8;
  const entl = Uint8Array.of(bits >> 8, bits & 0xff);
  return engine.sm3(concatBytes(entl, identity, CURVE_OCTETS, publicKey.subarray(1)));
}

/** e = SM3(Z ‖ M), GB/T 32918.2 §6.1 A1 and A2: what a token with a digest mechanism signs. */
export function messageDigest(
  engine: SmEngine,
  publicKey: Sm2PublicKey,
  message: Uint8Array,
  signerId: string = DEFAULT_SIGNER_ID,
): Uint8Array {
  return engine.sm3(computeZ(engine, publicKey, signerId), message);
}
