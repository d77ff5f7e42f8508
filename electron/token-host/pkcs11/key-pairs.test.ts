import { describe, expect, it } from 'vitest';
import { publicPointIn, publicPointOf } from './key-pairs.ts';

const POINT = Uint8Array.of(4, ...new Uint8Array(64).fill(9));

describe('publicPointIn', () => {
  it.each([
    ['a DER OCTET STRING', Uint8Array.of(4, 65, ...POINT)],
    ['the bare point', POINT],
    ['the bare point with a stray 04', Uint8Array.of(...POINT, 4)],
  ])('reads %s', (_form, value) => {
    expect(publicPointIn(value)).toEqual(POINT);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a compressed point', Uint8Array.of(2, ...new Uint8Array(32))],
    ['a point cut short', POINT.slice(0, 64)],
    ['another stray octet', Uint8Array.of(...POINT, 5)],
    ['no uncompressed point inside', Uint8Array.of(4, 65, 5, ...new Uint8Array(64))],
  ])('refuses %s', (_form, value) => {
    expect(publicPointIn(value)).toBeNull();
  });
});

describe('publicPointOf', () => {
  const nine = new Uint8Array(32).fill(9);

  it.each([
    ['32 bytes each', nine, nine, POINT],
    ['a sign octet', Uint8Array.of(0, ...nine), nine, POINT],
    ['a leading zero left out', nine.slice(1), nine, Uint8Array.of(4, 0, ...nine.slice(1), ...nine)],
  ])('reads coordinates of %s', (_form, x, y, point) => {
    expect(publicPointOf(x, y)).toEqual(point);
  });

  it.each([
    ['none', new Uint8Array(), nine],
    ['one too long', nine, Uint8Array.of(1, ...nine)],
  ])('refuses %s', (_what, x, y) => {
    expect(publicPointOf(x, y)).toBeNull();
  });
});
