import { isZeroField, negateMasked, ONE, tripleHalf } from './field';
import { Products } from './field-products';
import { LIMB, NUMBER } from './limbs';

/**
 * Points for verification, in Jacobian coordinates: x = X ÷ Z², y = Y ÷ Z³; Z = 0 stands for the point at infinity. The formulas have
 * exceptions, which branches handle, so their time depends on the points: they are for public data alone.
 *
 * Bounds, in multiples of p: |X| < 6, |Y| < 2, |Z| < 2 hold for the results of every formula below if they hold for its inputs
 * (`field.ts`, bounds of a product).
 */

/** X ‖ Y ‖ Z */
export const JACOBIAN: usize = 216;
/** X ‖ Y ‖ Z ‖ Z² ‖ Z³: a point that is added more than once. */
export const PREPARED: usize = 360;
/** x ‖ y */
export const AFFINE: usize = 144;

const Y: usize = NUMBER;
const Z: usize = 2 * NUMBER;
const ZZ: usize = 3 * NUMBER;
const ZZZ: usize = 4 * NUMBER;

const t0: usize = memory.data(72, 8);
const t1: usize = memory.data(72, 8);
const t2: usize = memory.data(72, 8);
const t3: usize = memory.data(72, 8);
const t4: usize = memory.data(72, 8);
const ordinate: usize = memory.data(72, 8);
const NOTHING: usize = memory.data(72, 8);

export function setInfinity(r: usize): void {
  memory.fill(r, 0, JACOBIAN);
}

/** Every formula writes the limbs of a Z = 0 as zeros, or handles the case before. */
export function isInfinity(p: usize): bool {
  let bits: i64 = 0;
  for (let at: usize = 0; at < NUMBER; at += 8) bits |= load<i64>(p + Z + at);
  return bits === 0;
}

/** Writes a point with Z = 1. */
export function fromAffine(r: usize, x: usize, y: usize): void {
  Products.copy(r, x);
  Products.copy(r + Y, y);
  Products.copy(r + Z, ONE);
}

/** Computes Z² and Z³ behind X, Y and Z. */
export function prepare(p: usize): void {
  Products.square(p + ZZ, p + Z);
  Products.multiply(p + ZZZ, p + ZZ, p + Z);
}

/**
 * r = 2p. Guide to Elliptic Curve Cryptography (Hankerson, Menezes, Vanstone 2004), algorithm 3.21 for a = −3, with Z halved, so that no
 * multiples of products are needed: with α = 3(X − Z²)(X + Z²) ÷ 2 and β = X·Y² it is X' = α² − 2β, Y' = α(β − X') − Y⁴,
 * Z' = Y·Z. No point of the curve has y = 0, since its order is an odd prime.
 */
export function double(r: usize, p: usize): void {
  Products.square(t0, p + Z);
  Products.square(t1, p + Y);
  Products.multiply(t2, p, t1);
  Products.difference(t3, p, t0);
  Products.sum(t4, p, t0);
  Products.multiply(t3, t3, t4);
  tripleHalf(t3, t3);
  Products.multiply(r + Z, p + Y, p + Z);
  Products.squareLess(r, t3, NOTHING, t2);
  Products.difference(t2, t2, r);
  Products.multiplyLess(r + Y, t3, t2, t1, t1);
}

/** r = ± q, for the Z of q. */
function begin(r: usize, q: usize, z: usize, negative: bool): void {
  Products.copy(r, q);
  negateMasked(r + Y, q + Y, negative ? -1 : 0);
  Products.copy(r + Z, z);
}

/** Returns where the ordinate of ± q stands, not carried: it goes into a product. */
function ordinateOf(q: usize, negative: bool): usize {
  if (!negative) return q + Y;
  Products.negative(ordinate, q + Y);
  return ordinate;
}

/**
 * r = r ± q for an affine q: madd-2004-hmv of the Explicit-Formulas Database. With H = x·Z² − X, S = y·Z³ − Y it is
 * X' = S² − H³ − 2XH², Y' = S(XH² − X') − Y·H³, Z' = Z·H.
 */
export function addAffine(r: usize, q: usize, negative: bool): void {
  if (isInfinity(r)) return begin(r, q, ONE, negative);
  const y = ordinateOf(q, negative);
  Products.square(t0, r + Z);
  Products.multiply(t1, t0, r + Z);
  Products.multiply(t0, t0, q);
  Products.multiply(t1, t1, y);
  Products.difference(t0, t0, r);
  Products.difference(t1, t1, r + Y);
  if (mayBeZero(t0) && isZeroField(t0) !== 0) return addSame(r);
  Products.multiply(r + Z, r + Z, t0);
  finishAddition(r, r, r + Y);
}

/** r = r ± q for a prepared q: add-1998-cmo-2 of the Explicit-Formulas Database with Z² and Z³ of q known. */
export function addPrepared(r: usize, q: usize, negative: bool): void {
  if (isInfinity(r)) return begin(r, q, q + Z, negative);
  const y = ordinateOf(q, negative);
  Products.square(t0, r + Z);
  Products.multiply(t1, t0, r + Z);
  Products.multiply(t0, t0, q);
  Products.multiply(t1, t1, y);
  Products.multiply(t2, r, q + ZZ);
  Products.multiply(t4, r + Y, q + ZZZ);
  Products.difference(t0, t0, t2);
  Products.difference(t1, t1, t4);
  if (mayBeZero(t0) && isZeroField(t0) !== 0) return addSame(r);
  Products.multiply(r + Z, r + Z, q + Z);
  Products.multiply(r + Z, r + Z, t0);
  finishAddition(r, t2, t4);
}

/** The second half of both: H is in t0, S in t1, and x and y are the coordinates over the common denominator. */
function finishAddition(r: usize, x: usize, y: usize): void {
  Products.square(t3, t0);
  Products.multiply(t0, t0, t3);
  Products.multiply(t3, t3, x);
  Products.squareLess(t2, t1, t0, t3);
  Products.difference(t3, t3, t2);
  Products.multiplyLess(r + Y, t1, t3, y, t0);
  Products.copy(r, t2);
}

/** H = 0: the points are the same, or opposite to each other. S is in t1. */
function addSame(r: usize): void {
  if (isZeroField(t1) !== 0) double(r, r);
  else setInfinity(r);
}

/** Tells quickly that most differences are not zero: the low limb of k·p is −k modulo 2^29, and |k| is below 8. */
function mayBeZero(difference: usize): bool {
  return ((load<i64>(difference) + 8) & LIMB) <= 16;
}
