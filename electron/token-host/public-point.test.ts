import { describe, expect, it } from 'vitest';
import { publicPointIn } from './public-point.ts';

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
