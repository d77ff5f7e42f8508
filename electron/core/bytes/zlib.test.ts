import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { concatBytes } from './byte-arrays.ts';
import { inflateInSteps } from './zlib.ts';

const plain = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index) % 251);
const packed = zlibSync(plain);

function inflated(parts: Iterable<Uint8Array>): Uint8Array {
  const result: Uint8Array[] = [];
  inflateInSteps(parts, (part) => result.push(part));
  return concatBytes(...result);
}

describe('inflateInSteps', () => {
  it('gives the same bytes for data in one part and in parts of one byte', () => {
    const single = Array.from(packed, (byte) => Uint8Array.of(byte));
    expect(inflated([packed])).toEqual(plain);
    expect(inflated(single)).toEqual(plain);
  });

  it('ignores a missing check sum', () => {
    expect(inflated([packed.subarray(0, -4)])).toEqual(plain);
  });

  it.each([
    ['no data', new Uint8Array()],
    ['a header alone', packed.subarray(0, 2)],
    ['data that end early', packed.subarray(0, packed.length >> 1)],
    ['another method', Uint8Array.of(0x79, 0x9c, ...packed.subarray(2))],
    ['a wrong check of the header', Uint8Array.of(0x78, 0x9d, ...packed.subarray(2))],
    ['a preset dictionary', Uint8Array.of(0x78, 0x20, ...packed.subarray(2))],
  ])('refuses %s', (_, data) => {
    expect(() => inflated([data])).toThrow(Error);
  });

  it('stops as soon as the receiver throws', () => {
    let received = 0;
    const bomb = zlibSync(new Uint8Array(30_000_000));
    const receive = (part: Uint8Array): void => {
      received += part.length;
      if (received > 1000) throw new Error('enough');
    };
    expect(() => inflateInSteps([bomb], receive)).toThrow('enough');
    expect(received).toBeLessThan(20_000_000);
  });
});
