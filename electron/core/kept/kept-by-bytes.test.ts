import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { KeptByBytes } from './kept-by-bytes.ts';

/** Makes a key whose ending is the same as that of every other. */
const key = (first: number): Uint8Array => concatBytes(Uint8Array.of(first), new Uint8Array(40));
const kept = (limits: { entries: number; bytes: number }) => {
  const made: number[] = [];
  const values = new KeptByBytes<number>(limits, () => 10);
  const of = (bytes: Uint8Array): number =>
    values.of(bytes, () => {
      made.push(bytes[0] ?? -1);
      return bytes[0] ?? -1;
    });
  return { of, made, values };
};
const PLENTY = { entries: 100, bytes: 10_000 };

describe('what is kept by bytes', () => {
  it('is made once for equal bytes, whoever holds them', () => {
    const { of, made } = kept(PLENTY);
    expect([of(key(1)), of(key(1)), made]).toEqual([1, 1, [1]]);
  });

  it('is never found by other bytes of the same length and ending', () => {
    const { of } = kept(PLENTY);
    expect([of(key(1)), of(key(2)), of(key(1)), of(key(2))]).toEqual([1, 2, 1, 2]);
  });

  it('stays what it was when the key is overwritten', () => {
    const { of, made } = kept(PLENTY);
    const reused = key(1);
    of(reused);
    reused[0] = 2;
    expect([of(reused), of(key(2)), made]).toEqual([2, 2, [1, 2]]);
  });

  it('goes when more is kept than the limits allow, the least recently asked first', () => {
    const { of, made } = kept({ entries: 2, bytes: 10_000 });
    const [one, two, three] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
    [one, two, one, three, one, two].forEach(of);
    expect(made).toEqual([1, 2, 3, 2]);
    const small = kept({ entries: 100, bytes: 25 });
    [one, two, three, one].forEach(small.of);
    expect(small.made).toEqual([1, 2, 3, 1]);
  });

  it('is not kept when it is larger than everything may be, nor when making it fails', () => {
    const { of, made } = kept({ entries: 2, bytes: 20 });
    of(key(1));
    of(key(1));
    expect(made).toEqual([1, 1]);
    const { values } = kept(PLENTY);
    const fail = (): number => {
      throw new RangeError('damaged');
    };
    expect(() => values.of(key(5), fail)).toThrow('damaged');
    expect(values.of(key(5), () => 7)).toBe(7);
  });
});
