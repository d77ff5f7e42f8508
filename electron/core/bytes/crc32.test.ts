import { crc32 as crcOfNode } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { utf8Bytes } from './encodings.ts';

describe('crc32', () => {
  it('gives the published check value', () => {
    expect(crc32(utf8Bytes('123456789'))).toBe(0xcbf43926);
  });

  it('agrees with zlib on every length, also in pieces', () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, index) => (index * 151 + 7) & 255);
    for (let length = 0; length <= bytes.length; length += 1) {
      const part = bytes.subarray(0, length);
      expect(crc32(part)).toBe(crcOfNode(part));
      const cut = length >> 1;
      expect(crc32(part.subarray(cut), crc32(part.subarray(0, cut)))).toBe(crcOfNode(part));
    }
  });
});
