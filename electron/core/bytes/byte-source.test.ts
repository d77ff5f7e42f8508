import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cachedSource, limitedSource, memorySource, viewOf } from './byte-source.ts';

const BLOCK = 16_384;

describe('a view of a source', () => {
  it('has the bytes that a read has, wherever the blocks begin that the source keeps', () => {
    const bytes = Uint8Array.from({ length: 3 * BLOCK + 100 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
    const { size, read, readInto } = memorySource(bytes);
    const file = { size, read, readInto };
    const sources = [cachedSource(file), limitedSource(cachedSource(file), 2 * BLOCK + 5), file];
    const near = fc.integer({ min: -20, max: 20 });
    const offset = fc
      .tuple(fc.constantFrom(0, BLOCK, 2 * BLOCK, bytes.length), near)
      .map(([at, by]) => at + by);
    const length = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(BLOCK, BLOCK + 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, length), { maxLength: 8 }), (reads) => {
        for (const source of sources) {
          for (const [at, count] of reads.filter(([start]) => start >= 0)) {
            expect(viewOf(source, at, count)).toEqual(source.read(at, count));
          }
        }
      }),
    );
  });
});
