import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCanvas, fillOutline, type Canvas, ellipseRing, rectangle, star } from './canvas.ts';

function inkedArea(canvas: Canvas): number {
  return canvas.coverage.reduce((sum, share) => sum + share, 0) / canvas.pixelsPerMm ** 2;
}

describe('fillOutline', () => {
  it('covers whole pixels wholly and a half pixel by half', () => {
    const canvas = createCanvas(4, 1, 1);
    fillOutline(canvas, rectangle(0.5, 0, 2, 1));
    expect([...canvas.coverage]).toEqual([0.5, 1, 0.5, 0]);
  });

  it('inks as much area as a rectangle has', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (left, top, width, height) => {
          const canvas = createCanvas(10, 10, 8);
          fillOutline(canvas, rectangle(left, top, width, height));
          const lineHeight = 1 / 16 / 8;
          expect(Math.abs(inkedArea(canvas) - width * height)).toBeLessThan(width * lineHeight + 1e-3);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('leaves the hole of a ring empty', () => {
    const canvas = createCanvas(20, 20, 8);
    fillOutline(canvas, ellipseRing({ x: 10, y: 10 }, 10, 10, 2));
    expect(inkedArea(canvas)).toBeCloseTo(Math.PI * (100 - 64), 1);
    expect(canvas.coverage[80 * 160 + 80]).toBe(0);
  });

  it('fills overlaps of contours of one direction, as in letters of variable fonts', () => {
    const canvas = createCanvas(4, 1, 1);
    fillOutline(canvas, [...rectangle(0, 0, 3, 1), ...rectangle(1, 0, 3, 1)]);
    expect([...canvas.coverage]).toEqual([1, 1, 1, 1]);
  });

  it('cuts off parts outside the canvas', () => {
    const canvas = createCanvas(2, 2, 1);
    fillOutline(canvas, rectangle(-5, -5, 6, 20));
    expect([...canvas.coverage]).toEqual([1, 0, 1, 0]);
  });

  it('keeps earlier ink', () => {
    const canvas = createCanvas(1, 1, 1);
    fillOutline(canvas, rectangle(0, 0, 0.5, 1));
    fillOutline(canvas, rectangle(0, 0, 0.5, 1));
    expect([...canvas.coverage]).toEqual([0.75]);
  });
});

describe('star', () => {
  it('has the area of the regular five-pointed star', () => {
    const canvas = createCanvas(16, 16, 8);
    fillOutline(canvas, star({ x: 8, y: 8 }, 7));
    const inner = Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10);
    expect(inkedArea(canvas)).toBeCloseTo(5 * 49 * inner * Math.sin(Math.PI / 5), 0);
  });
});
