/** Digits of scalars. Scalars are 32 octets here, the most significant first. */

/** Digits of a scalar in `signedDigits`: positions 0 to 256. */
export const DIGITS: usize = 257;

/** Returns up to eight bits of a scalar from a position on; bits beyond the scalar are 0. */
function bitsAt(octets: usize, position: usize, count: u32): u32 {
  const octet = position >> 3;
  if (octet > 31) return 0;
  const high: u32 = octet < 31 ? load<u8>(octets + 30 - octet) : 0;
  const bits = ((<u32>load<u8>(octets + 31 - octet)) | (high << 8)) >> (<u32>(position & 7));
  return bits & ((1 << count) - 1);
}

/**
 * Writes the non-adjacent form of a width (Guide to Elliptic Curve Cryptography, algorithm 3.35): digits that are 0 or odd, below
 * 2^(width − 1), with width − 1 zeros after each that is not 0. Its time depends on the scalar.
 * @param width from 2 to 8
 */
export function signedDigits(digits: usize, octets: usize, width: u32): void {
  memory.fill(digits, 0, DIGITS);
  let over: u32 = 0;
  let position: usize = 0;
  while (position < DIGITS) {
    if (bitsAt(octets, position, 1) === over) {
      position++;
      continue;
    }
    const value = bitsAt(octets, position, width) + over;
    over = value >> (width - 1);
    store<i8>(digits + position, <i8>(<i32>value - <i32>(over << width)));
    position += width;
  }
}

/**
 * Returns digit j of an odd scalar k = Σ digit_j·16^j, all of them odd, from −15 to 15 (M. Joye, M. Tunstall, "Exponent recoding and regular
 * exponentiation algorithms", 2009, algorithm 6). Its time and its addresses do not depend on the scalar.
 * @param j from 0 to 63
 */
export function oddDigit(octets: usize, j: usize): i32 {
  const bits = <i32>(bitsAt(octets, 4 * j, 5) | 1);
  return j < 63 ? bits - 16 : bits;
}
