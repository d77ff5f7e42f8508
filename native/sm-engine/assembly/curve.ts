import { fromField, isZeroField, ONE, PRIME, toField } from './field';
import { Products } from './field-products';
import { carry, lessMask, NUMBER, readOctets, writeOctets } from './limbs';

/** GB/T 32918.5-2017: coefficient b of y² = x³ − 3x + b, in Montgomery form. */
export const CURVE_B: usize = memory.data<i64>([
  0x181ba844, 0x1230632b, 0x9bd5b86, 0xde6c26d, 0x1878e39e, 0x1505ea51, 0x4293cc0, 0x368838b, 0x81fc31,
]);

/**
 * Reads an affine point.
 * @param octets x ‖ y
 * @returns false for coordinates that are not below p, or a point that does not lie on the curve
 */
export function readPoint(r: usize, octets: usize): bool {
  readOctets(r, octets);
  readOctets(r + NUMBER, octets + 32);
  if (lessMask(r, PRIME) === 0 || lessMask(r + NUMBER, PRIME) === 0) return false;
  toField(r, r);
  toField(r + NUMBER, r + NUMBER);
  return isOnCurve(r);
}

function isOnCurve(point: usize): bool {
  const right = memory.data(72, 8);
  const left = memory.data(72, 8);
  Products.square(right, point);
  for (let at: usize = 0; at < NUMBER; at += 8)
    store<i64>(right + at, load<i64>(right + at) - 3 * load<i64>(ONE + at));
  carry(right);
  Products.multiply(right, right, point);
  Products.sum(right, right, CURVE_B);
  Products.square(left, point + NUMBER);
  Products.difference(left, left, right);
  carry(left);
  return isZeroField(left) !== 0;
}

/** Writes an affine point as x ‖ y. */
export function writePoint(octets: usize, point: usize): void {
  const number = memory.data(72, 8);
  fromField(number, point);
  writeOctets(octets, number);
  fromField(number, point + NUMBER);
  writeOctets(octets + 32, number);
  memory.fill(number, 0, NUMBER);
}
