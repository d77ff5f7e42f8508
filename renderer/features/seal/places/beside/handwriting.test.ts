import { describe, expect, it } from 'vitest';
import { clearPaper, seenArea, strokeArea } from './handwriting.ts';

const [WIDTH, HEIGHT] = [10, 8];

/** Pixels of paper with ink on some, each at its brightness. */
function photo(paper: number, ink: number, inked: readonly (readonly [number, number])[]): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel += 1) {
    const isInk = inked.some(([x, y]) => x === pixel % WIDTH && y === Math.floor(pixel / WIDTH));
    pixels.fill(isInk ? ink : paper, pixel * 4, pixel * 4 + 3);
  }
  return pixels;
}

describe('a signature on paper', () => {
  it.each([
    ['white', 255, 20],
    ['grey, as in the light of a room', 170, 60],
  ])('loses its paper, if that is %s, and its margins', (_, paper, ink) => {
    const pixels = photo(paper, ink, [
      [3, 2],
      [6, 5],
    ]);
    clearPaper(pixels);
    expect(pixels[3]).toBe(0);
    expect(pixels[(2 * WIDTH + 3) * 4 + 3]).toBe(255);
    expect(seenArea(pixels, WIDTH)).toEqual({ left: 3, top: 2, width: 4, height: 4 });
  });

  it('that is transparent already stays as it is', () => {
    const pixels = photo(255, 20, [[3, 2]]);
    pixels[3] = 0;
    const before = pixels.slice();
    clearPaper(pixels);
    expect(pixels).toEqual(before);
  });

  it('is none on a blank sheet', () => {
    const pixels = photo(240, 240, []);
    clearPaper(pixels);
    expect(seenArea(pixels, WIDTH)).toBeNull();
  });
});

describe('written strokes', () => {
  it('take the room of their lines', () => {
    const strokes = [
      [
        { x: 10, y: 20 },
        { x: 50, y: 24 },
      ],
      [{ x: 30, y: 60 }],
    ];
    expect(strokeArea(strokes, 4)).toEqual({ left: 6, top: 16, width: 48, height: 48 });
    expect(strokeArea([], 4)).toBeNull();
  });
});
