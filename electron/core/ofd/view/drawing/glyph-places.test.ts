import { describe, expect, it } from 'vitest';
import { placeGlyphs, readSteps } from './glyph-places.ts';

const AT = { x: 10, y: 5, deltaX: null, deltaY: null };
const pairs = (...parameters: Parameters<typeof placeGlyphs>): readonly (readonly number[])[] =>
  placeGlyphs(...parameters).map(({ x, y }) => [x, Math.round(y * 1e9) / 1e9]);

describe('readSteps', () => {
  it('reads numbers and repeats', () => {
    expect(readSteps('1 2.5 -3', 9)).toEqual([1, 2.5, -3]);
    expect(readSteps('g 3 4 5', 9)).toEqual([4, 4, 4, 5]);
    expect(readSteps('1 G 2 .5', 9)).toEqual([1, 0.5, 0.5]);
  });

  it('makes no more than are needed, and leaves out what is no number', () => {
    expect(readSteps('g 4000000000 2', 3)).toEqual([2, 2, 2]);
    expect(readSteps('1 x 2 g 2', 9)).toEqual([1, 2]);
    expect(readSteps('g -2 7 1', 9)).toEqual([1]);
    expect(readSteps('', 9)).toEqual([]);
  });
});

describe('placeGlyphs', () => {
  it('goes on by the steps, and by the last one where they end', () => {
    const steps = { ...AT, deltaX: [2, 3], deltaY: null };
    expect(pairs(steps, [1, 1, 1, 1], 0)).toEqual([
      [10, 5],
      [12, 5],
      [15, 5],
      [18, 5],
    ]);
    expect(pairs({ ...AT, deltaX: null, deltaY: [4] }, [1, 1], 0)).toEqual([
      [10, 5],
      [10, 9],
    ]);
  });

  it('goes on by the widths in the direction of reading where there are no steps', () => {
    expect(pairs(AT, [2, 3, 1], 0)).toEqual([
      [10, 5],
      [12, 5],
      [15, 5],
    ]);
    expect(pairs(AT, [2, 3], 90)[1]).toEqual([10, 7]);
    expect(pairs({ ...AT, deltaX: [] }, [2, 3], 180)[1]).toEqual([8, 5]);
  });
});
