import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { type ByteSource, memorySource } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import { onePagePdf } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import type { BegunHash } from '../../sm/engine.ts';
import { loadSmEngine } from '../../sm/load-engine.ts';
import type { CoveredRange } from './context.ts';
import { SealedDigests } from './sealed-digests.ts';

const engine = await loadSmEngine();
/** Each has an account of its own for what is hashed. */
const aDocument = () => openPdf(memorySource(onePagePdf()));
const LENGTH = 9_000_000;
const content = Uint8Array.from({ length: LENGTH }, (_, at) => (at * 31 + (at >> 9)) & 0xff);

/** A source that counts the bytes that are read of it. */
function counted(bytes: Uint8Array): { readonly source: ByteSource; readonly read: () => number } {
  const memory = memorySource(bytes);
  let total = 0;
  const source: ByteSource = {
    size: memory.size,
    read: (offset, length) => {
      total += length;
      return memory.read(offset, length);
    },
    readInto: (offset, target) => {
      total += target.length;
      return memory.readInto(offset, target);
    },
  };
  return { source, read: () => total };
}

const rangeOf = (gapStart: number, gapEnd: number, end: number): CoveredRange => ({
  ...{ gapStart, gapEnd, end, revision: 0 },
});
const expected = ({ gapStart, gapEnd, end }: CoveredRange) => [
  toHex(engine.sm3(concatBytes(content.subarray(0, gapStart), content.subarray(gapEnd, end)))),
  toHex(engine.sm3(content.subarray(0, end))),
];

/** Returns a hash that was begun until a place. */
async function begunAt(length: number | undefined): Promise<BegunHash | undefined> {
  if (length === undefined) return undefined;
  const hasher = await engine.createSm3();
  hasher.update(content.subarray(0, length));
  return { upTo: (place) => (place < length ? null : { hasher: hasher.copy(), length }) };
}

describe('the digests of the signatures of a document', () => {
  it('are those of its ranges and of its beginnings, in one pass over the file', async () => {
    const ranges = [
      rangeOf(1_000_000, 1_010_000, 1_020_000),
      rangeOf(3_000_000, 3_010_000, 3_020_000),
      rangeOf(8_000_000, 8_010_000, 8_020_000),
    ];
    const { source, read } = counted(content);
    const digests = new SealedDigests(engine, { source, document: aDocument() }, ranges, true);
    for (const range of ranges.toReversed()) {
      expect([toHex(await digests.ofRange(range)), await digests.ofFile(range)]).toEqual(expected(range));
    }
    expect(read()).toBe(8_020_000 + 3 * 10_000);
  });

  it('are right for any ranges, in any order, whether the files were asked for in advance or not', async () => {
    const offset = fc.nat(LENGTH);
    const range = fc
      .tuple(offset, offset, offset)
      .map((three) => three.sort((left, right) => left - right))
      .map(([gapStart = 0, gapEnd = 0, end = 0]) => rangeOf(gapStart, gapEnd, end));
    await fc.assert(
      fc.asyncProperty(
        fc.array(range, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.option(offset, { nil: undefined }),
        async (ranges, wants, begunUntil) => {
          const hashed = { source: memorySource(content), document: aDocument() };
          const faulty = { code: 'BYTE_RANGE_INVALID', rule: 'bounds' } as const;
          const digests = new SealedDigests(
            engine,
            hashed,
            [faulty, ...ranges],
            wants,
            await begunAt(begunUntil),
          );
          for (const each of ranges.toReversed()) {
            expect([toHex(await digests.ofRange(each)), await digests.ofFile(each)]).toEqual(expected(each));
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
