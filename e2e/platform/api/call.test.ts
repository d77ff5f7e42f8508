import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from './call.ts';

describe('A Range header', () => {
  it.each([
    ['bytes=0-9', [0, 9]],
    ['bytes=90-', [90, 99]],
    ['bytes=-5', [95, 99]],
    ['bytes=-500', [0, 99]],
    ['bytes=10-5000', [10, 99]],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['items=0-1', null],
    [undefined, null],
  ])('%s of 100 octets asks for %j', (header, expected) => {
    expect(rangeOf(header, 100)).toEqual(expected);
  });

  it.each(['bytes=100-', 'bytes=-0'])('%s of 100 octets is refused', (header) => {
    expect(() => rangeOf(header, 100)).toThrow('range-not-satisfiable');
  });

  it('never reaches beyond the octets', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 200 }), (first, last, length) => {
        fc.pre(first < length);
        const range = rangeOf(`bytes=${first}-${last}`, length);
        expect(range === null || (range[0] === first && range[1] < length && range[0] <= range[1])).toBe(
          true,
        );
      }),
    );
  });
});
