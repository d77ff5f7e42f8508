import { multiplyPoint } from './complete';
import { readPoint, writePoint } from './curve';
import { fromField } from './field';
import { NUMBER, readOctets, replaceMasked, subtract, writeOctets, zeroMask } from './limbs';
import {
  addScalar,
  invertScalar,
  isScalar,
  multiplyScalar,
  ORDER,
  reduceScalar,
  subtractScalar,
  UNIT_SCALAR,
} from './scalar';

/**
 * What works with secret scalars. Branches follow only what is no secret: whether a key is in range, whether a nonce is taken, and
 * whether a point lies on the curve.
 */

/** The answers of `sign` and `multiply`. */
export const DONE: i32 = 1;
export const AGAIN: i32 = 0;
export const OUT_OF_RANGE: i32 = -1;
export const NO_POINT: i32 = -2;

const d: usize = memory.data(72, 8);
const k: usize = memory.data(72, 8);
const r: usize = memory.data(72, 8);
const s: usize = memory.data(72, 8);
const e: usize = memory.data(72, 8);
const odd: usize = memory.data(72, 8);
const oddOctets: usize = memory.data(32, 8);
const point: usize = memory.data(144, 8);
const product: usize = memory.data(144, 8);

/** product = [a]P for any a in [1, n − 1]: n is odd, so that a or n − a is odd. */
function multiplyBy(a: usize, base: usize): void {
  const even = (load<i64>(a) & 1) - 1;
  const opposite = memory.data(72, 8);
  subtract(opposite, ORDER, a);
  memory.copy(odd, a, NUMBER);
  replaceMasked(odd, opposite, even);
  writeOctets(oddOctets, odd);
  multiplyPoint(product, base, oddOctets, even);
  memory.fill(opposite, 0, NUMBER);
}

/** Overwrites every secret of this file. */
function forget(): void {
  memory.fill(d, 0, NUMBER);
  memory.fill(k, 0, NUMBER);
  memory.fill(s, 0, NUMBER);
  memory.fill(odd, 0, NUMBER);
  memory.fill(oddOctets, 0, 32);
  memory.fill(product, 0, 2 * NUMBER);
}

/**
 * GB/T 32918.2-2016, 6.1, A4 to A7 from e on. s = (1 + d)⁻¹·(k − r·d) is computed as (1 + d)⁻¹·(k + r) − r.
 * @param octets e ‖ d ‖ k; r ‖ s replaces e ‖ d
 * @returns DONE; AGAIN if another k is needed
 */
export function sign(octets: usize): i32 {
  readOctets(e, octets);
  readOctets(d, octets + 32);
  readOctets(k, octets + 64);
  const answer = signWith(octets);
  forget();
  return answer;
}

function signWith(octets: usize): i32 {
  if (isScalar(k) === 0) return AGAIN;
  multiplyBy(k, 0);
  fromField(r, product);
  reduceScalar(r, r);
  reduceScalar(e, e);
  addScalar(r, r, e);
  addScalar(k, k, r);
  if (zeroMask(r) !== 0 || zeroMask(k) !== 0) return AGAIN;
  addScalar(s, d, UNIT_SCALAR);
  invertScalar(s, s);
  multiplyScalar(s, s, k);
  subtractScalar(s, s, r);
  if (zeroMask(s) !== 0) return AGAIN;
  writeOctets(octets, r);
  writeOctets(octets + 32, s);
  return DONE;
}

/**
 * Computes [k]G, or [k]P.
 * @param octets k, then x ‖ y of P; the product's x ‖ y replaces k and x
 * @returns DONE; OUT_OF_RANGE unless k is in [1, n − 1]; NO_POINT unless P lies on the curve
 */
export function multiply(octets: usize, ofBase: bool): i32 {
  readOctets(k, octets);
  const inRange = isScalar(k) !== 0;
  const onCurve = ofBase || readPoint(point, octets + 32);
  if (inRange && onCurve) {
    multiplyBy(k, ofBase ? 0 : point);
    writePoint(octets, product);
  }
  forget();
  if (!inRange) return OUT_OF_RANGE;
  return onCurve ? DONE : NO_POINT;
}

/** Tells whether 32 octets are a private key, in [1, n − 2] (GB/T 32918.1-2016, 6.1). */
export function isPrivateKey(octets: usize): bool {
  readOctets(d, octets);
  const inRange = isScalar(d) !== 0;
  addScalar(d, d, UNIT_SCALAR);
  const nextInRange = zeroMask(d) === 0;
  forget();
  return inRange && nextInRange;
}
