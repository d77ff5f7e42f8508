import { describe, expect, it } from 'vitest';
import type { PagePixels } from '../../../lib/pdf-view/page-words.ts';
import { type SnapLine, snapped } from './snap.ts';
import {
  drawnLines,
  onceFound,
  signingAreas,
  signingSnaps,
  textLevels,
  underscoreLines,
} from './text-snap.ts';

const word = (text: string, xMm: number, yMm: number, widthMm = 30) => ({
  ...{ text, xMm, yMm, widthMm, heightMm: 4 },
});

describe('lines of text', () => {
  it('are one for all words on it, through the middle of most', () => {
    const words = [
      word('甲方（盖章）：', 30, 100),
      word('乙方', 120, 100.4),
      word(' ', 10, 104),
      word('日期', 30, 112),
    ];
    expect(textLevels(words).map(({ atMm }) => atMm)).toEqual([102.4, 114]);
  });

  it('take a seal that is half as far away as other lines do', () => {
    const levels = textLevels([word('甲方', 30, 100)]);
    const at = (yMm: number) => snapped({ xMm: 50, yMm }, { widthMm: 40, heightMm: 40 }, levels, 2).yMm;
    expect([at(102.9), at(103.5)]).toEqual([102, 103.5]);
  });
});

describe('the lines of a page', () => {
  it('are read until there are some, and then kept', () => {
    const lines = textLevels([word('甲方', 30, 100)]);
    const answers = [[], lines, []];
    const found = new Map<number, readonly SnapLine[]>();
    const read = () => onceFound(found, 3, () => answers.shift() ?? []);
    expect([read(), read(), read(), answers.length]).toEqual([[], lines, lines, 1]);
  });
});

describe('a line to sign on', () => {
  it('is written as underscores behind words that ask for a signature, and not elsewhere', () => {
    const words = [word('签字：____________', 20, 200, 72), word('金额____元', 20, 210)];
    const [line, ...more] = underscoreLines(words);
    expect(more).toEqual([]);
    // Three wide letters are as wide as six underscores.
    expect(line).toEqual({ xMm: 44, yMm: 204, widthMm: 48 });
  });

  it('may be a piece of its own on the line of such words', () => {
    const words = [word('（签字）', 20, 200), word('________', 60, 200.5, 40)];
    expect(underscoreLines(words)).toEqual([{ xMm: 60, yMm: 204.5, widthMm: 40 }]);
  });

  it('takes the middle of a seal, and the foot of a signature', () => {
    const lines = signingSnaps({ xMm: 40, yMm: 200, widthMm: 60 });
    expect(snapped({ xMm: 69, yMm: 201 }, { widthMm: 40, heightMm: 40 }, lines, 2)).toMatchObject({
      xMm: 70,
      yMm: 200,
    });
    expect(snapped({ xMm: 71, yMm: 191 }, { widthMm: 35, heightMm: 17 }, lines, 2)).toMatchObject({
      xMm: 70,
      yMm: 191.5,
    });
  });

  it('is looked for behind such words alone', () => {
    expect(signingAreas([word('甲方', 20, 100), word('Signed:', 20, 200)])).toEqual([
      { xMm: 20, yMm: 196, widthMm: 140, heightMm: 12 },
    ]);
  });
});

/** Paper of 100 × 10 mm at 4 pixels a millimetre, with bars of ink. */
function paper(...bars: readonly (readonly [left: number, top: number, width: number, height: number])[]) {
  const [width, height] = [400, 40];
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [left, top, wide, high] of bars) {
    for (let y = top; y < top + high; y += 1) {
      rgba.fill(20, (y * width + left) * 4, (y * width + left + wide) * 4);
    }
  }
  const area = { xMm: 20, yMm: 200, widthMm: 100, heightMm: 10 };
  return { area, width, height, rgba } satisfies PagePixels;
}

describe('a drawn line', () => {
  it('is long and thin', () => {
    expect(drawnLines(paper([80, 30, 200, 2]))).toEqual([{ xMm: 40, yMm: 207.75, widthMm: 50 }]);
  });

  it.each([
    ['letters', paper([0, 10, 20, 2], [40, 10, 30, 2])],
    ['a bar', paper([0, 10, 400, 12])],
    ['white paper', paper()],
  ])('is not seen in %s', (_, pixels) => expect(drawnLines(pixels)).toEqual([]));
});
