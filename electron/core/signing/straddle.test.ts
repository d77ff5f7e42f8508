import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGES, slicesOf, type StraddleRule } from './straddle.ts';

const LENGTH_MM = 40;

const rule = (changes: Partial<StraddleRule> = {}): StraddleRule => ({
  kind: 'straddle',
  edge: 'right',
  pages: [{ kind: 'all' }],
  alongMm: null,
  firstShare: null,
  minimumMm: 2,
  group: null,
  facing: false,
  ...changes,
});

const indexes = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const cutsOf = (count: number, changes: Partial<StraddleRule> = {}) =>
  slicesOf(indexes(count), rule(changes), LENGTH_MM).map((group) =>
    group.map(({ cut }) => [cut.from, cut.to]),
  );
const sizesOf = (count: number, changes: Partial<StraddleRule> = {}): number[] =>
  cutsOf(count, changes).map(({ length }) => length);
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('a seal across edges', () => {
  it('goes outwards from the first page', () => {
    expect(cutsOf(2)).toEqual([[[0, 0.5], [0.5, 1]]]); // prettier-ignore
    expect(cutsOf(2, { edge: 'bottom' })).toEqual(cutsOf(2));
    expect(cutsOf(2, { edge: 'left' })).toEqual([[[0.5, 1], [0, 0.5]]]); // prettier-ignore
    expect(slicesOf([0, 1], rule({ edge: 'top' }), LENGTH_MM)[0]?.[0]?.cut.axis).toBe('y');
  });

  it('gives the first page the share that was asked for', () => {
    expect(cutsOf(3, { firstShare: 0.5 })).toEqual([[[0, 0.5], [0.5, 0.75], [0.75, 1]]]); // prettier-ignore
  });

  it('is shown again when more pages come than the thinnest slice allows', () => {
    expect(sizesOf(20)).toEqual([20]);
    expect(sizesOf(21)).toEqual([10, 11]);
    expect(sizesOf(45, { minimumMm: 4 })).toEqual([9, 9, 9, 9, 9]);
  });

  it('across facing pages lies at the edges that meet, once for each two of them', () => {
    const slices = slicesOf(indexes(5), rule({ facing: true, firstShare: 0.4 }), LENGTH_MM);
    expect(slices.map((pair) => pair.map(({ page, edge, cut }) => [page, edge, cut.from, cut.to]))).toEqual([
      [[0, 'right', 0, 0.4], [1, 'left', 0.4, 1]],
      [[2, 'right', 0, 0.4], [3, 'left', 0.4, 1]],
    ]); // prettier-ignore
  });

  it('is shown once a group, in which no page is alone', () => {
    expect(sizesOf(7, { group: 3 })).toEqual([3, 4]);
    expect(sizesOf(8, { group: 3 })).toEqual([3, 3, 2]);
  });

  it.each([
    ['one page', 1, {}, 'STRADDLE_TOO_FEW_PAGES'],
    ['a group whose slices are too thin', 30, { group: 30 }, 'STRADDLE_SLICE_TOO_THIN'],
    ['a first page whose slice is too thin', 3, { firstShare: 0.01 }, 'STRADDLE_SLICE_TOO_THIN'],
    ['slices thicker than half the seal', 3, { minimumMm: 21 }, 'STRADDLE_SLICE_TOO_THIN'],
  ])('is refused for %s', (_, count, changes, expected) => {
    expect(() => cutsOf(count, changes)).toThrow(code(expected));
  });

  it('is whole in every group, and no slice is too thin', () => {
    const shape = fc.record({
      edge: fc.constantFrom(...EDGES),
      firstShare: fc.option(fc.double({ min: 0.1, max: 0.6, noNaN: true })),
      group: fc.option(fc.integer({ min: 2, max: 6 })),
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), shape, (count, changes) => {
        const groups = slicesOf(indexes(count), rule(changes), LENGTH_MM);
        expect(groups.flat().map(({ page }) => page)).toEqual(indexes(count));
        for (const group of groups) {
          const widths = group.map(({ cut }) => cut.to - cut.from);
          expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1, 9);
          expect(Math.min(...widths) * LENGTH_MM).toBeGreaterThan(1.999);
        }
      }),
    );
  });
});
