import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ByteSource,
  cachedSource,
  keptWhole,
  limitedSource,
  memorySource,
  piecesOf,
  viewOf,
} from './byte-source.ts';

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

describe('a source that is kept whole', () => {
  const bytes = Uint8Array.from({ length: 3 * BLOCK + 100 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

  /** A file of these bytes, or of no others than its first ones, that counts how often it is read. */
  function countedFile(size = bytes.length): { source: ByteSource; reads: () => number } {
    const { read, readInto } = memorySource(bytes);
    let reads = 0;
    const counted =
      <Given extends unknown[], Made>(work: (...given: Given) => Made) =>
      (...given: Given): Made => {
        reads += 1;
        return work(...given);
      };
    return { source: { size, read: counted(read), readInto: counted(readInto) }, reads: () => reads };
  }

  const joined = (source: ByteSource, start: number, end: number): number[] =>
    [...piecesOf(source, start, end)].flatMap((piece) => [...piece]);

  it('reads a small file once, whoever goes over it', () => {
    const { source, reads } = countedFile();
    const kept = keptWhole(source);
    const cached = cachedSource(kept);
    expect([joined(kept, 5, bytes.length), joined(limitedSource(cached, 70), 60, 90)]).toEqual([
      [...bytes.subarray(5)],
      [...bytes.subarray(60, 70)],
    ]);
    expect(cached.read(BLOCK - 1, 2)).toEqual(bytes.slice(BLOCK - 1, BLOCK + 1));
    expect(reads()).toBe(1);
  });

  it('gives no bytes that the file lost while it was opened', () => {
    const kept = keptWhole(countedFile(bytes.length + 10).source);
    expect([kept.size, kept.read(bytes.length - 1, 20).length]).toEqual([bytes.length + 10, 1]);
    expect(joined(kept, bytes.length, kept.size)).toEqual([]);
  });

  it('has nothing before its beginning', () => {
    const kept = keptWhole(countedFile().source);
    expect([kept.read(-5, 3), viewOf(kept, 5, -8), kept.readInto(-1, new Uint8Array(4))]).toEqual([
      new Uint8Array(),
      new Uint8Array(),
      0,
    ]);
  });

  it('leaves a large file where it is', () => {
    const { source, reads } = countedFile(4 * 1024 * 1024 + 1);
    expect([keptWhole(source) === source, reads()]).toEqual([true, 0]);
  });
});
