import { Products } from './field-products';
import { carry, LIMB, normalise, NUMBER, zeroMask } from './limbs';

/**
 * Arithmetic modulo p = 2^256 − 2^224 − 2^96 + 2^64 − 1, the prime of the SM2 curve (GB/T 32918.5-2017).
 *
 * An element is a number of nine signed limbs in Montgomery form (P. L. Montgomery, "Modular multiplication without trial
 * division", 1985) with R = 2^261. WebAssembly multiplies to 64 bits alone; limbs of 29 bits leave room to add eighteen products
 * without a carry. Because p ≡ −1 modulo 2^64, the factor of each step of the reduction is the limb itself, and its product with p
 * is four shifts. The products are generated (`../generate/field-products.mjs`).
 *
 * Bounds. Products are carried: limbs 0 to 7 lie in [0, 2^29). Sums of two carried elements have limbs below 2^30, differences
 * have magnitudes below 2^29. A product takes two differences, or a sum and a difference: nine products of 2^59 and the terms
 * of the reduction, below 2^54, stay below 2^63. `multiplyLess` takes differences alone. The value of a product lies between
 * −|a·b| ÷ R and |a·b| ÷ R + p; since R is 32 p, values below 5p give one below 2p.
 *
 * No function has a branch that depends on a value.
 */

/** 1 in Montgomery form: R mod p. */
export const ONE: usize = memory.data<i64>([0x20, 0, 0x1ffff800, 0x3fff, 0, 0, 0, 0x4000000, 0]);

/** p */
export const PRIME: usize = memory.data<i64>([
  0x1fffffff, 0x1fffffff, 0x3f, 0x1ffffe00, 0x1fffffff, 0x1fffffff, 0x1fffffff, 0x1fdfffff, 0xffffff,
]);

/** R² mod p. Its product with a number is that number in Montgomery form. */
const R_SQUARED: usize = memory.data<i64>([
  0xc00, 0x4000, 0x1fff0000, 0x17ffff, 0x400000, 0x2000000, 0, 0x1, 0x10,
]);

/** The number 1. Its product with an element leaves the Montgomery form. */
const UNIT: usize = memory.data<i64>([1, 0, 0, 0, 0, 0, 0, 0, 0]);

/** r = a in Montgomery form, for a number a of [0, 2^256). */
export function toField(r: usize, a: usize): void {
  Products.multiply(r, a, R_SQUARED);
}

/** r = the number in [0, p) that an element stands for. */
export function fromField(r: usize, a: usize): void {
  Products.multiply(r, a, UNIT);
  normalise(r, r, PRIME);
}

/** Returns −1 for an element ≡ 0, otherwise 0. */
export function isZeroField(a: usize): i64 {
  const value = memory.data(72, 8);
  fromField(value, a);
  return zeroMask(value);
}

/** r = a + b, carried and below 1.1 p in magnitude. */
export function add(r: usize, a: usize, b: usize): void {
  Products.sum(r, a, b);
  fold(r);
}

/** r = a − b, carried and below 1.1 p in magnitude. */
export function subtract(r: usize, a: usize, b: usize): void {
  Products.difference(r, a, b);
  fold(r);
}

/** Replaces what lies above 2^256 by its remainder: 2^256 ≡ 2^224 + 2^96 − 2^64 + 1. */
function fold(r: usize): void {
  const over = load<i64>(r, 64) >> 24;
  store<i64>(r, load<i64>(r) + over);
  store<i64>(r, load<i64>(r, 16) - (over << 6), 16);
  store<i64>(r, load<i64>(r, 24) + (over << 9), 24);
  store<i64>(r, load<i64>(r, 56) + (over << 21), 56);
  store<i64>(r, load<i64>(r, 64) - (over << 24), 64);
  carry(r);
}

/** r = 3·a ÷ 2, carried. Adds p where 3·a is odd. */
export function tripleHalf(r: usize, a: usize): void {
  const odd = -(load<i64>(a) & 1);
  let over = 3 * load<i64>(a) + (load<i64>(PRIME) & odd);
  let limb = over & LIMB;
  over >>= 29;
  for (let at: usize = 8; at < 64; at += 8) {
    over += 3 * load<i64>(a + at) + (load<i64>(PRIME + at) & odd);
    const next = over & LIMB;
    store<i64>(r + at - 8, (limb >> 1) | ((next & 1) << 28));
    limb = next;
    over >>= 29;
  }
  over += 3 * load<i64>(a, 64) + (load<i64>(PRIME, 64) & odd);
  store<i64>(r, (limb >> 1) | ((over & 1) << 28), 56);
  store<i64>(r, over >> 1, 64);
}

/** r = −a where mask is −1, otherwise a; carried. */
export function negateMasked(r: usize, a: usize, mask: i64): void {
  for (let at: usize = 0; at < NUMBER; at += 8) store<i64>(r + at, (load<i64>(a + at) ^ mask) - mask);
  carry(r);
}

/** p − 2 as octets. */
const EXPONENT: usize = memory.data<u8>([
  0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfd,
]);

/** r = 1 ÷ a = a^(p − 2), by Fermat; 0 for 0. The branches follow the exponent, which is public. */
export function invert(r: usize, a: usize): void {
  const powers = memory.data(72 * 16, 8);
  Products.copy(powers + NUMBER, a);
  for (let i: usize = 2; i < 16; i++) Products.multiply(powers + NUMBER * i, powers + NUMBER * (i - 1), a);
  const result = memory.data(72, 8);
  Products.copy(result, ONE);
  for (let at: usize = 0; at < 64; at++) {
    for (let i = 0; i < 4; i++) Products.square(result, result);
    const octet = load<u8>(EXPONENT + (at >> 1));
    const digit: usize = at & 1 ? octet & 15 : octet >> 4;
    if (digit > 0) Products.multiply(result, result, powers + NUMBER * digit);
  }
  Products.copy(r, result);
  memory.fill(powers, 0, NUMBER * 16);
  memory.fill(result, 0, NUMBER);
}
