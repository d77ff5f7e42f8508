import { isZeroField, PRIME, toField } from './field';
import { Products } from './field-products';
import { addAffine, addPrepared, double, isInfinity, setInfinity } from './jacobian';
import { knownTable, noteKey } from './known-keys';
import { addMasked, lessMask, NUMBER, readOctets, writeOctets, zeroMask } from './limbs';
import { DIGITS, signedDigits } from './recoding';
import { addScalar, isScalar, ORDER, reduceScalar, subtractScalar } from './scalar';
import {
  BASE_SPACING,
  BASE_STREAMS,
  baseMultiple,
  baseTable,
  KEY_SPACING,
  KEY_STREAMS,
  keyMultiple,
  onceMultiple,
  writeOnce,
} from './tables';
import { readPoint } from './curve';

/** Checks SM2 signatures. All is public here, so the time may depend on it. */

const BASE_WIDTH: u32 = 7;
const KEY_WIDTH: u32 = 5;

const r: usize = memory.data(72, 8);
const s: usize = memory.data(72, 8);
const t: usize = memory.data(72, 8);
const e: usize = memory.data(72, 8);
const key: usize = memory.data(144, 8);
const sum: usize = memory.data(216, 8);
const octets: usize = memory.data(32, 8);
const ofBase: usize = memory.data(257, 8);
const ofKey: usize = memory.data(257, 8);

/**
 * GB/T 32918.2-2016, 7.1, B1 to B7 from e on.
 * @param digest e ‖ r ‖ s ‖ x ‖ y: the digest, the signature and the public key, 160 octets
 * @returns whether the signature is valid
 */
export function verify(digest: usize): bool {
  const publicKey = digest + 96;
  readOctets(r, digest + 32);
  readOctets(s, digest + 64);
  if (isScalar(r) === 0 || isScalar(s) === 0) return false;
  addScalar(t, r, s);
  if (zeroMask(t) !== 0) return false;
  let table = knownTable(publicKey);
  if (table === 0) {
    if (!readPoint(key, publicKey)) return false;
    table = noteKey(publicKey, key);
  }
  signedDigits(ofBase, digest + 64, BASE_WIDTH);
  writeOctets(octets, t);
  signedDigits(ofKey, octets, KEY_WIDTH);
  baseTable();
  if (table === 0) combineOnce();
  else combine(table);
  readOctets(e, digest);
  reduceScalar(e, e);
  subtractScalar(e, r, e);
  return hasAbscissa(e);
}

/** sum = s·G + t·P for a key with a table: 32 doublings. */
function combine(table: usize): void {
  setInfinity(sum);
  addKeyDigit(table, KEY_STREAMS - 1, DIGITS - 1);
  for (let step = KEY_SPACING - 1; step < KEY_SPACING; step--) {
    double(sum, sum);
    for (let stream: usize = 0; stream < KEY_STREAMS; stream++)
      addKeyDigit(table, stream, stream * KEY_SPACING + step);
    addBaseDigits(step);
  }
}

function addKeyDigit(table: usize, stream: usize, position: usize): void {
  const digit = load<i8>(ofKey + position);
  if (digit !== 0) addAffine(sum, keyMultiple(table, stream, digit), digit < 0);
}

/** Adds the digits of the base point for a step: its streams stand closer together than the key's. */
function addBaseDigits(step: usize): void {
  if (step > BASE_SPACING) return;
  const first: usize = step === BASE_SPACING ? BASE_STREAMS - 1 : 0;
  for (let stream = first; stream < BASE_STREAMS; stream++) {
    const digit = load<i8>(ofBase + stream * BASE_SPACING + step);
    if (digit !== 0) addAffine(sum, baseMultiple(stream, digit), digit < 0);
  }
}

/** The same for a key without a table: 256 doublings (Guide to Elliptic Curve Cryptography, algorithm 3.51). */
function combineOnce(): void {
  writeOnce(key);
  setInfinity(sum);
  for (let step = DIGITS - 1; step < DIGITS; step--) {
    double(sum, sum);
    const digit = load<i8>(ofKey + step);
    if (digit !== 0) addPrepared(sum, onceMultiple(digit), digit < 0);
    addBaseDigits(step);
  }
}

/**
 * Tells whether x of the sum, modulo n, is a scalar c. x is below p, and p below 2n, so that x is c or c + n. X = x·Z² saves an
 * inversion.
 */
function hasAbscissa(c: usize): bool {
  if (isInfinity(sum)) return false;
  Products.square(t, sum + 2 * NUMBER);
  if (isAbscissa(c)) return true;
  addMasked(c, c, ORDER, -1);
  return lessMask(c, PRIME) !== 0 && isAbscissa(c);
}

function isAbscissa(x: usize): bool {
  toField(s, x);
  Products.multiply(s, s, t);
  Products.difference(s, s, sum);
  return isZeroField(s) !== 0;
}
