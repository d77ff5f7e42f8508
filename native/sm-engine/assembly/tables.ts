import { invert } from './field';
import { Products } from './field-products';
import { addPrepared, AFFINE, double, fromAffine, JACOBIAN, prepare, PREPARED } from './jacobian';
import { NUMBER } from './limbs';

/**
 * Tables of multiples of a point: for each stream s and each i the affine point (2i + 1)·2^(s·spacing)·P. A scalar whose digits stand
 * `spacing` positions apart is then multiplied with `spacing` doublings.
 */

/** Streams of the base point, positions from one to the next, and odd multiples in each. */
export const BASE_STREAMS: usize = 16;
export const BASE_SPACING: usize = 16;
const BASE_ODD: usize = 32;

/** The same for a key. */
export const KEY_STREAMS: usize = 8;
export const KEY_SPACING: usize = 32;
const KEY_ODD: usize = 8;

/** Bytes of a key's table. */
export const KEY_TABLE: usize = KEY_STREAMS * KEY_ODD * AFFINE;

const BASE_TABLE: usize = memory.data(73728, 64);
const points: usize = memory.data(110592, 64);
const products: usize = memory.data(36936, 64);
const running: usize = memory.data(216, 8);
const step: usize = memory.data(360, 8);

/** GB/T 32918.5-2017: the base point, x ‖ y, in Montgomery form. */
export const BASE_POINT: usize = memory.data<i64>([
  0x30053d2, 0x128990f4, 0x16027e89, 0x7b9b29, 0x7867cf3, 0x199ac24c, 0x2eb50f6, 0x1dc704ec, 0x22cf4b,
  0x5a1bbac, 0x154e593c, 0x14afd309, 0x195e3b4c, 0x11f183eb, 0x1066e2a4, 0x1ec6a67d, 0x13875cd6, 0x79acba,
]);

let isBaseReady = false;

/** Returns the base point's table, which the first call computes. */
export function baseTable(): usize {
  if (!isBaseReady) writeTable(BASE_TABLE, BASE_POINT, BASE_STREAMS, BASE_SPACING, BASE_ODD);
  isBaseReady = true;
  return BASE_TABLE;
}

/** Computes a key's table. @param key the affine point */
export function writeKeyTable(table: usize, key: usize): void {
  writeTable(table, key, KEY_STREAMS, KEY_SPACING, KEY_ODD);
}

/** The address of the multiple that a digit other than 0 asks for, without its sign. */
export function baseMultiple(stream: usize, digit: i32): usize {
  return BASE_TABLE + (stream * BASE_ODD + ((<usize>abs(digit)) >> 1)) * AFFINE;
}

export function keyMultiple(table: usize, stream: usize, digit: i32): usize {
  return table + (stream * KEY_ODD + ((<usize>abs(digit)) >> 1)) * AFFINE;
}

function writeTable(table: usize, point: usize, streams: usize, spacing: usize, odd: usize): void {
  fromAffine(running, point, point + NUMBER);
  for (let stream: usize = 0; stream < streams; stream++) {
    const first = points + stream * odd * JACOBIAN;
    memory.copy(first, running, JACOBIAN);
    double(step, running);
    prepare(step);
    for (let i: usize = 1; i < odd; i++) {
      const next = first + i * JACOBIAN;
      memory.copy(next, next - JACOBIAN, JACOBIAN);
      addPrepared(next, step, false);
    }
    for (let i: usize = 0; i < spacing; i++) double(running, running);
  }
  makeAffine(table, streams * odd);
}

/** Brings `points` to Z = 1 with one inversion (P. L. Montgomery's trick, Guide to Elliptic Curve Cryptography, algorithm 2.26). */
function makeAffine(table: usize, count: usize): void {
  Products.copy(products, points + 2 * NUMBER);
  for (let i: usize = 1; i < count; i++) {
    Products.multiply(products + i * NUMBER, products + (i - 1) * NUMBER, points + i * JACOBIAN + 2 * NUMBER);
  }
  const inverse = running;
  const one = running + NUMBER;
  const square = running + 2 * NUMBER;
  invert(inverse, products + (count - 1) * NUMBER);
  for (let i = count - 1; i < count; i--) {
    const point = points + i * JACOBIAN;
    const target = table + i * AFFINE;
    if (i > 0) Products.multiply(one, inverse, products + (i - 1) * NUMBER);
    else Products.copy(one, inverse);
    Products.multiply(inverse, inverse, point + 2 * NUMBER);
    Products.square(square, one);
    Products.multiply(target, point, square);
    Products.multiply(square, square, one);
    Products.multiply(target + NUMBER, point + NUMBER, square);
  }
}

/** The multiples 1, 3 … 15 of a key that is seen once, prepared for addition: no inversion is worth it. */
const ONCE: usize = memory.data(2880, 64);

export function writeOnce(key: usize): void {
  fromAffine(ONCE, key, key + NUMBER);
  prepare(ONCE);
  double(step, ONCE);
  prepare(step);
  for (let i: usize = 1; i < KEY_ODD; i++) {
    const next = ONCE + i * PREPARED;
    memory.copy(next, next - PREPARED, JACOBIAN);
    addPrepared(next, step, false);
    prepare(next);
  }
}

export function onceMultiple(digit: i32): usize {
  return ONCE + ((<usize>abs(digit)) >> 1) * PREPARED;
}
