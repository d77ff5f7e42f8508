import {
  addMasked,
  carry,
  LIMB,
  lessMask,
  normalise,
  NUMBER,
  subtract as difference,
  zeroMask,
} from './limbs';

/**
 * Arithmetic modulo n, the order of the base point (GB/T 32918.5-2017). A scalar is a number of nine limbs in [0, n). No function
 * has a branch that depends on a scalar.
 */

/** n */
export const ORDER: usize = memory.data<i64>([
  0x19d54123, 0x1ddfa049, 0x11814ad4, 0x7bed643, 0x1ffff720, 0x1fffffff, 0x1fffffff, 0x1fdfffff, 0xffffff,
]);

/** −1 ÷ n mod 2^29, which Montgomery's reduction needs. */
const ORDER_FACTOR: i64 = 0x12350975;

/** R² mod n, with R = 2^261. */
const R_SQUARED: usize = memory.data<i64>([
  0x159b7552, 0x15c38c55, 0xb5ce697, 0x1164d74c, 0x151153b6, 0x1875ffc1, 0x1620fc84, 0x559e9d, 0xd7904b,
]);

export const UNIT_SCALAR: usize = memory.data<i64>([1, 0, 0, 0, 0, 0, 0, 0, 0]);

/** Returns −1 for a number in [1, n − 1], otherwise 0. */
export function isScalar(a: usize): i64 {
  return lessMask(a, ORDER) & ~zeroMask(a);
}

/** r = a mod n, for a number below 2^256, which is below 2n. */
export function reduceScalar(r: usize, a: usize): void {
  normalise(r, a, ORDER);
}

/** r = a + b */
export function addScalar(r: usize, a: usize, b: usize): void {
  addMasked(r, a, b, -1);
  normalise(r, r, ORDER);
}

/** r = a − b */
export function subtractScalar(r: usize, a: usize, b: usize): void {
  difference(r, a, b);
  normalise(r, r, ORDER);
}

/** r = a·b ÷ R, by Montgomery's multiplication. Columns stay below 18·2^58 + 2^35. */
function montgomery(r: usize, a: usize, b: usize): void {
  const columns = memory.data(72 * 2, 8);
  memory.fill(columns, 0, NUMBER * 2);
  for (let i: usize = 0; i < NUMBER; i += 8) {
    const limb = load<i64>(a + i);
    for (let j: usize = 0; j < NUMBER; j += 8) {
      const at = columns + i + j;
      store<i64>(at, load<i64>(at) + limb * load<i64>(b + j));
    }
    const factor = ((load<i64>(columns + i) & LIMB) * ORDER_FACTOR) & LIMB;
    for (let j: usize = 0; j < NUMBER; j += 8) {
      const at = columns + i + j;
      store<i64>(at, load<i64>(at) + factor * load<i64>(ORDER + j));
    }
    const next = columns + i + 8;
    store<i64>(next, load<i64>(next) + (load<i64>(columns + i) >> 29));
  }
  memory.copy(r, columns + NUMBER, NUMBER);
  carry(r);
  normalise(r, r, ORDER);
  memory.fill(columns, 0, NUMBER * 2);
}

/** r = a·b */
export function multiplyScalar(r: usize, a: usize, b: usize): void {
  const product = memory.data(72, 8);
  montgomery(product, a, b);
  montgomery(r, product, R_SQUARED);
  memory.fill(product, 0, NUMBER);
}

/** n − 2 as octets. */
const EXPONENT: usize = memory.data<u8>([
  0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72, 0x03,
  0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x21,
]);

/** r = 1 ÷ a = a^(n − 2), by Fermat. The branches follow the exponent, which is public. */
export function invertScalar(r: usize, a: usize): void {
  const base = memory.data(72, 8);
  const result = memory.data(72, 8);
  montgomery(base, a, R_SQUARED);
  montgomery(result, UNIT_SCALAR, R_SQUARED);
  for (let bit: usize = 0; bit < 256; bit++) {
    montgomery(result, result, result);
    if ((load<u8>(EXPONENT + (bit >> 3)) >> (<u8>(7 - (bit & 7)))) & 1) montgomery(result, result, base);
  }
  montgomery(r, result, UNIT_SCALAR);
  memory.fill(base, 0, NUMBER);
  memory.fill(result, 0, NUMBER);
}
