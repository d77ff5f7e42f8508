import { describe, expect, it } from 'vitest';
import { pixelsPerMillimetre } from './seal-scale.ts';

const square = (mm: number) => ({ widthMm: mm, heightMm: mm });

describe('pixelsPerMillimetre', () => {
  it('is the same for a usual seal whatever smaller ones stand beside it', () => {
    expect(pixelsPerMillimetre([square(40), square(18)])).toBe(pixelsPerMillimetre([square(40)]));
  });

  it('lets the largest seal fit', () => {
    expect(pixelsPerMillimetre([square(18), { widthMm: 200, heightMm: 20 }]) * 200).toBeLessThanOrEqual(140);
  });

  it.each([[[]], [[square(0)]]])('is finite for seals without a size', (seals) => {
    expect(Number.isFinite(pixelsPerMillimetre(seals))).toBe(true);
  });
});
