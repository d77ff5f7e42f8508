import { CURVE_B } from './curve';
import { add, invert, negateMasked, ONE, subtract } from './field';
import { Products } from './field-products';
import { AFFINE } from './jacobian';
import { NUMBER, replaceMasked } from './limbs';
import { oddDigit } from './recoding';
import { BASE_SPACING, BASE_STREAMS, baseMultiple, baseTable } from './tables';

/**
 * Multiplication by secret scalars. Points are homogeneous: x = X ÷ Z, y = Y ÷ Z; 0 : 1 : 0 is the point at infinity. One formula adds all
 * points, the same ones and the one at infinity too, every multiple of a table is read for each digit, and no branch or address
 * depends on the scalar.
 */

const Y: usize = NUMBER;
const Z: usize = 2 * NUMBER;
const POINT: usize = 3 * NUMBER;

/** Multiples 1, 3 … 15, of which a digit of four bits chooses one. */
const CHOICES: usize = 8;
const DIGIT_COUNT: usize = 64;
const DIGIT_BITS: usize = 4;

/** What depends on the scalar lies together: two points, and the terms of the formula. */
const WORK: usize = 19 * NUMBER;
const work: usize = memory.data(1368, 8);
const sum: usize = work;
const chosen: usize = sum + POINT;
const left: usize = chosen + POINT;
const right: usize = left + NUMBER;
const xx: usize = right + NUMBER;
const yy: usize = xx + NUMBER;
const zz: usize = yy + NUMBER;
const xy: usize = zz + NUMBER;
const yz: usize = xy + NUMBER;
const xz: usize = yz + NUMBER;
const scaled: usize = xz + NUMBER;
const u: usize = scaled + NUMBER;
const v: usize = u + NUMBER;
const w: usize = v + NUMBER;
const k: usize = w + NUMBER;

const multiples: usize = memory.data(1728, 8);

/** r = a_i·b_j + a_j·b_i, from the products a_i·b_i and a_j·b_j. */
function mixed(r: usize, a: usize, b: usize, i: usize, j: usize, ii: usize, jj: usize): void {
  add(left, a + i, a + j);
  add(right, b + i, b + j);
  Products.multiply(r, left, right);
  subtract(r, r, ii);
  subtract(r, r, jj);
}

/** r = 3·a */
function triple(r: usize, a: usize): void {
  add(left, a, a);
  add(r, left, a);
}

/**
 * r = a + b. J. Renes, C. Costello, L. Batina, "Complete addition formulas for prime order elliptic curves" (2015), the formula of
 * algorithm 4 for a = −3, with its terms in the order of their names: u, v = YY ± 3(XZ − b·ZZ), w = 3(b·XZ − 3ZZ − XX), k = 3ZZ − 3XX;
 * X = XY·u − YZ·w, Y = u·v − k·w, Z = YZ·v − XY·k.
 */
function addComplete(r: usize, a: usize, b: usize): void {
  Products.multiply(xx, a, b);
  Products.multiply(yy, a + Y, b + Y);
  Products.multiply(zz, a + Z, b + Z);
  mixed(xy, a, b, 0, Y, xx, yy);
  mixed(yz, a, b, Y, Z, yy, zz);
  mixed(xz, a, b, 0, Z, xx, zz);

  Products.multiply(scaled, zz, CURVE_B);
  subtract(scaled, xz, scaled);
  triple(scaled, scaled);
  add(u, yy, scaled);
  subtract(v, yy, scaled);
  triple(zz, zz);
  Products.multiply(w, xz, CURVE_B);
  subtract(w, w, zz);
  subtract(w, w, xx);
  triple(w, w);
  triple(xx, xx);
  subtract(k, zz, xx);

  Products.multiplyLess(r, xy, u, yz, w);
  Products.multiplyLess(r + Y, u, v, k, w);
  Products.multiplyLess(r + Z, yz, v, xy, k);
}

/** chosen = digit·P from the multiples 1, 3 … 15 of P, all of which it reads. */
function choose(digit: i32, table: usize, stride: usize): void {
  const negative = digit >> 31;
  const index = ((digit ^ negative) - negative) >> 1;
  for (let i: usize = 0; i < CHOICES; i++) {
    const mask = <i64>((((<i32>i) ^ index) - 1) >> 31);
    for (let at: usize = 0; at < stride; at += NUMBER)
      replaceMasked(chosen + at, table + i * stride + at, mask);
  }
  negateMasked(chosen + Y, chosen + Y, <i64>negative);
}

function setNeutral(r: usize): void {
  memory.fill(r, 0, POINT);
  Products.copy(r + Y, ONE);
}

/** sum = [k]G for an odd k: 12 doublings and 64 additions. @param octets k, 32 octets */
function multiplyBase(octets: usize): void {
  baseTable();
  setNeutral(sum);
  Products.copy(chosen + Z, ONE);
  const digits = BASE_SPACING / DIGIT_BITS;
  for (let step = digits - 1; step < digits; step--) {
    if (step < digits - 1) for (let i: usize = 0; i < DIGIT_BITS; i++) addComplete(sum, sum, sum);
    for (let stream: usize = 0; stream < BASE_STREAMS; stream++) {
      choose(oddDigit(octets, stream * digits + step), baseMultiple(stream, 1), AFFINE);
      addComplete(sum, sum, chosen);
    }
  }
}

/** sum = [k]P for an odd k: 252 doublings and 64 additions. @param octets k, 32 octets */
function multiplyAny(octets: usize, point: usize): void {
  memory.copy(multiples, point, AFFINE);
  Products.copy(multiples + Z, ONE);
  addComplete(sum, multiples, multiples);
  for (let i: usize = 1; i < CHOICES; i++)
    addComplete(multiples + i * POINT, multiples + (i - 1) * POINT, sum);
  setNeutral(sum);
  for (let at = DIGIT_COUNT - 1; at < DIGIT_COUNT; at--) {
    for (let i: usize = 0; i < DIGIT_BITS; i++) addComplete(sum, sum, sum);
    choose(oddDigit(octets, at), multiples, POINT);
    addComplete(sum, sum, chosen);
  }
}

/**
 * r = ±[k]P, affine.
 * @param point the affine point, on the curve; 0 for the base point
 * @param octets k, 32 octets, odd
 * @param negative −1 for the negative point, otherwise 0
 */
export function multiplyPoint(r: usize, point: usize, octets: usize, negative: i64): void {
  if (point === 0) multiplyBase(octets);
  else multiplyAny(octets, point);
  invert(left, sum + Z);
  Products.multiply(r, sum, left);
  Products.multiply(right, sum + Y, left);
  negateMasked(r + NUMBER, right, negative);
  memory.fill(work, 0, WORK);
}
