/**
 * Numbers of nine signed limbs of 29 bits, which field and scalars share. A limb takes 64 bits in memory, the least significant
 * comes first. No function here has a branch or an address that depends on a value.
 */

/** Bytes of a number in memory. */
export const NUMBER: usize = 72;

/** The low 29 bits. */
export const LIMB: i64 = 0x1fffffff;

const LAST: usize = 64;

/** Makes limbs 0 to 7 lie in [0, 2^29); the last one keeps the sign. */
export function carry(r: usize): void {
  let over: i64 = 0;
  for (let at: usize = 0; at < LAST; at += 8) {
    over += load<i64>(r + at);
    store<i64>(r + at, over & LIMB);
    over >>= 29;
  }
  store<i64>(r, over + load<i64>(r, LAST), LAST);
}

/** r = a + (b where mask is −1; 0 where mask is 0), carried. */
export function addMasked(r: usize, a: usize, b: usize, mask: i64): void {
  for (let at: usize = 0; at <= LAST; at += 8)
    store<i64>(r + at, load<i64>(a + at) + (load<i64>(b + at) & mask));
  carry(r);
}

/** r = a − b, carried. */
export function subtract(r: usize, a: usize, b: usize): void {
  for (let at: usize = 0; at <= LAST; at += 8) store<i64>(r + at, load<i64>(a + at) - load<i64>(b + at));
  carry(r);
}

/** r = b where mask is −1; r stays where mask is 0. */
export function replaceMasked(r: usize, b: usize, mask: i64): void {
  for (let at: usize = 0; at <= LAST; at += 8) {
    const kept = load<i64>(r + at);
    store<i64>(r + at, kept ^ ((kept ^ load<i64>(b + at)) & mask));
  }
}

/** Returns −1 for a carried number below zero, otherwise 0. */
export function negativeMask(a: usize): i64 {
  return load<i64>(a, LAST) >> 63;
}

/** Returns −1 for a carried number that is zero, otherwise 0. */
export function zeroMask(a: usize): i64 {
  let bits: i64 = 0;
  for (let at: usize = 0; at <= LAST; at += 8) bits |= load<i64>(a + at);
  return ~((bits | -bits) >> 63);
}

/** Returns −1 if a < b, otherwise 0. */
export function lessMask(a: usize, b: usize): i64 {
  const difference = memory.data(72, 8);
  subtract(difference, a, b);
  const less = negativeMask(difference);
  memory.fill(difference, 0, NUMBER);
  return less;
}

/** r = a mod m, for a carried a in (−m, 2m). */
export function normalise(r: usize, a: usize, m: usize): void {
  addMasked(r, a, m, negativeMask(a));
  const less = memory.data(72, 8);
  subtract(less, r, m);
  replaceMasked(r, less, ~negativeMask(less));
  memory.fill(less, 0, NUMBER);
}

/** Reads 32 octets, the most significant first. */
export function readOctets(r: usize, octets: usize): void {
  for (let limb: usize = 0; limb < 9; limb++) {
    const bit = 29 * <i32>limb;
    const word = <usize>(bit >> 6);
    const shift = <u64>(bit & 63);
    let value = bswap<u64>(load<u64>(octets + 24 - 8 * word)) >> shift;
    if (shift > 35 && word < 3) value |= bswap<u64>(load<u64>(octets + 16 - 8 * word)) << (64 - shift);
    store<i64>(r + 8 * limb, <i64>(value & LIMB));
  }
}

/** Writes a number of [0, 2^256) as 32 octets, the most significant first. */
export function writeOctets(octets: usize, a: usize): void {
  let held: u64 = 0;
  let bits: u64 = 0;
  let limb = a;
  for (let at: usize = 31; at < 32; at--) {
    if (bits < 8) {
      held |= load<u64>(limb) << bits;
      bits += 29;
      limb += 8;
    }
    store<u8>(octets + at, <u8>held);
    held >>= 8;
    bits -= 8;
  }
}
