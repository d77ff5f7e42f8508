import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concatBytes } from '../bytes/byte-arrays.ts';
import {
  SM2_CURVE,
  SM2_PUBLIC_KEY_LENGTH,
  SM2_SIGNATURE_LENGTH,
  SM3_LENGTH,
  type SmPrimitives,
} from './engine.ts';
import { plainSm3 } from './plain-sm3.ts';
import { numberOfOctets, octetsOfNumber } from './signature-encoding.ts';

const { n } = SM2_CURVE;
const Point = weierstrass(SM2_CURVE);

/**
 * The second engine: SM2 over the point arithmetic of @noble/curves, and SM3 in plain JavaScript. It computes where a runtime refuses
 * WebAssembly, and tests compare the first engine with it.
 */
export const libraryEngine: SmPrimitives = {
  ...plainSm3,
  verifyDigest,
  signDigest,
  publicKeyOf,
  multiplyPoint,
};

/** GB/T 32918.2 §7.1, B1 to B7, from e on. */
function verifyDigest(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (digest.length !== SM3_LENGTH || signature.length !== SM2_SIGNATURE_LENGTH) return false;
  const r = numberOfOctets(signature.subarray(0, 32));
  const s = numberOfOctets(signature.subarray(32));
  const t = (r + s) % n;
  if (r === 0n || r >= n || s === 0n || s >= n || t === 0n) return false;
  const key = pointOf(publicKey);
  if (key === null) return false;
  const sum = Point.BASE.mulAddUnsafe(s, key, t);
  return !sum.is0() && (numberOfOctets(digest) + sum.x) % n === r;
}

/** Reads a point; null for bytes that are no point of the curve. */
function pointOf(publicKey: Uint8Array): InstanceType<typeof Point> | null {
  if (publicKey.length !== SM2_PUBLIC_KEY_LENGTH || publicKey[0] !== 4) return null;
  try {
    return Point.fromBytes(publicKey);
  } catch {
    return null;
  }
}

/** GB/T 32918.2 §6.1, A3 to A7. */
function signDigest(
  digest: Uint8Array,
  privateKey: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  if (digest.length !== SM3_LENGTH) throw new RangeError('digest: 32 bytes expected');
  const d = privateScalar(privateKey);
  const e = numberOfOctets(digest);
  for (;;) {
    const k = numberOfOctets(random(32));
    if (k === 0n || k >= n) continue;
    const r = (e + Point.BASE.multiply(k).x) % n;
    if (r === 0n || r + k === n) continue;
    const s = Point.Fn.mul(Point.Fn.inv(1n + d), Point.Fn.create(k - r * d));
    if (s !== 0n) return concatBytes(octetsOfNumber(r), octetsOfNumber(s));
  }
}

function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return Point.BASE.multiply(privateScalar(privateKey)).toBytes(false);
}

/**
 * Multiplies a point. The curve has prime order, so the product of a point other than zero is not zero
 * either.
 */
function multiplyPoint(bytes: Uint8Array, scalar: Uint8Array): Uint8Array | null {
  const k = numberOfOctets(scalar);
  if (scalar.length !== 32 || k === 0n || k >= n) throw new RangeError('scalar: out of range');
  return pointOf(bytes)?.multiply(k).toBytes(false) ?? null;
}

/** Reads d, which lies in [1, n − 2] (GB/T 32918.1 §6.1). */
function privateScalar(privateKey: Uint8Array): bigint {
  const d = numberOfOctets(privateKey);
  if (privateKey.length !== 32 || d === 0n || d >= n - 1n) throw new RangeError('privateKey: out of range');
  return d;
}
