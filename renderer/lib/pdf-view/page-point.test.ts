import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAround, centreOf, clampToPage, frameOnPage, pixelsPerMm } from './page-point.ts';

const a4 = { widthMm: 210, heightMm: 297 };
const roundSeal = { widthMm: 40, heightMm: 40 };

describe('pixelsPerMm', () => {
  it('The scale is 96 pixels for 25.4 mm at the actual size', () => {
    expect(pixelsPerMm(96, 72)).toBeCloseTo(96 / 25.4, 10);
  });
});

describe('clampToPage', () => {
  it('A seal that fits keeps its place to a tenth of a millimetre', () => {
    expect(clampToPage({ page: 2, xMm: 120.04, yMm: 199.96 }, roundSeal, a4)).toEqual({
      page: 2,
      xMm: 120,
      yMm: 200,
    });
  });

  it('A seal at a corner moves inside', () => {
    expect(clampToPage({ page: 0, xMm: 1, yMm: 400 }, roundSeal, a4)).toEqual({ page: 0, xMm: 20, yMm: 277 });
  });

  it('A seal that is larger than the page is centred', () => {
    expect(clampToPage({ page: 0, xMm: 0, yMm: 0 }, { widthMm: 300, heightMm: 40 }, a4).xMm).toBe(105);
  });

  it('Every edge stays on the page, whatever place is asked for', () => {
    const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
    const extent = fc.double({ min: 1, max: 200, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, extent, extent, (xMm, yMm, widthMm, heightMm) => {
        const at = clampToPage({ page: 0, xMm, yMm }, { widthMm, heightMm }, a4);
        expect(at.xMm - widthMm / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(at.xMm + widthMm / 2).toBeLessThanOrEqual(a4.widthMm + 1e-9);
        expect(at.yMm - heightMm / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(at.yMm + heightMm / 2).toBeLessThanOrEqual(a4.heightMm + 1e-9);
      }),
    );
  });
});

it('An area lies around its centre', () => {
  const area = areaAround({ xMm: 50, yMm: 60 }, { widthMm: 40, heightMm: 20 });
  expect([area, centreOf(area)]).toEqual([
    { xMm: 30, yMm: 50, widthMm: 40, heightMm: 20 },
    { xMm: 50, yMm: 60 },
  ]);
});

describe('frameOnPage', () => {
  const box = { left: 10, top: 1000, width: 420, height: 594, pixelsPerMm: 2 };

  it('An area is framed where it lies on the page', () => {
    const area = { xMm: 20, yMm: 30, widthMm: 40, heightMm: 50 };
    expect(frameOnPage(area, box)).toEqual({ left: 50, top: 1060, width: 80, height: 100 });
  });

  it('An area never reaches beyond its page, whatever a file states', () => {
    const all = { xMm: -1e9, yMm: -1e9, widthMm: 2e9, heightMm: 2e9 };
    expect(frameOnPage(all, box)).toEqual({ left: 10, top: 1000, width: 420, height: 594 });
    expect(frameOnPage({ xMm: 1e9, yMm: 0, widthMm: 5, heightMm: 5 }, box)).toBeNull();
  });
});
