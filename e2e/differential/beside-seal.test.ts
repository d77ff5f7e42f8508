import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { sealPdf } from '../../electron/core/verification/fixtures/mini-world.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { makeCircle } from './circle.ts';
import { judge } from './oracle.ts';
import { differencesOf } from './viewers/compare.ts';
import { DOTS_PER_INCH, type DrawnPage } from './viewers/drawing.ts';

const circle = await makeCircle(temporaryFolder());
const { world, viewers } = circle;

/** Pages of every rotation, one of which is cropped. */
const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 420]';
const plain = new PdfFixture()
  .objects({
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Count 4/Kids[3 0 R 4 0 R 5 0 R 6 0 R]>>',
    3: `${page}>>`,
    4: `${page}/Rotate 90>>`,
    5: `${page}/Rotate 180>>`,
    6: '<</Type/Page/Parent 2 0 R/MediaBox[-30 -60 500 450]/CropBox[0 0 420 420]/Rotate 270>>',
  })
  .table()
  .bytes();

const [COLUMNS, ROWS] = [40, 20];
/** The left half is blue ink, the right half lets the page show. */
const picture = encode({
  ...{ width: COLUMNS, height: ROWS, channels: 4 },
  data: Uint8Array.from({ length: COLUMNS * ROWS * 4 }, (_, at) => {
    const isInk = Math.floor(at / 4) % COLUMNS < COLUMNS / 2;
    return [0, 0, 255, isInk ? 255 : 0][at % 4] ?? 0;
  }),
});

const pages = [{ kind: 'all' }] as const;
const hand = { widthMm: 40, heightMm: 20 } as const;
const target = {
  kind: 'list',
  field: null,
  places: [{ kind: 'point', pages, xMm: 30, yMm: 30 }],
  beside: [
    { kind: 'date', pages, where: { kind: 'point', xMm: 90, yMm: 30 } },
    { kind: 'date', style: 'iso', pages, where: { kind: 'point', xMm: 30, yMm: 120 } },
    { kind: 'handwriting', pages, where: { kind: 'point', xMm: 100, yMm: 80 }, picture, ...hand },
  ],
} as const;

/** Where ink of a colour lies on a page, in millimetres, and how much of it. */
function inkOn({ width, rgb }: DrawnPage, isInk: (red: number, blue: number) => boolean, leftMm: number) {
  const perMm = DOTS_PER_INCH / 25.4;
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let at = 0; at < rgb.length; at += 3) {
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    if (x < leftMm * perMm || !isInk(rgb[at] ?? 255, rgb[at + 2] ?? 255)) continue;
    xs.push((x + 0.5) / perMm);
    ys.push((y + 0.5) / perMm);
  }
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { xMm: middle(xs), yMm: middle(ys), areaMm: xs.length / perMm ** 2 };
}

describe('a date and the picture of a signature beside a seal', () => {
  it('look alike in every viewer, lie where they were asked for, and change nothing else', async () => {
    const sealed = await sealPdf(world, plain, { signer: world.first, target });
    expect(await judge(sealed, circle)).toEqual({
      verdict: 'valid',
      reasons: ['HANDWRITING_PICTURE'],
      unnamed: [],
    });
    const [before, after] = [await viewers.drawKept(plain), await viewers.drawKept(sealed)];
    const areas = [0, 1, 2, 3].flatMap((at) => [
      { page: at, xMm: 10, yMm: 10, widthMm: 40, heightMm: 40 },
      { page: at, xMm: 90 - 17, yMm: 27, widthMm: 34, heightMm: 6 },
      { page: at, xMm: 30 - 12, yMm: 117, widthMm: 24, heightMm: 6 },
      { page: at, xMm: 80, yMm: 70, ...hand },
    ]);
    expect(differencesOf(before, after, areas)).toEqual([]);
    const dates: number[] = [];
    for (const [viewer, drawing] of after) {
      if ('refused' in drawing) throw new Error(`${viewer} refuses it`);
      expect(drawing.pageCount).toBe(4);
      for (const drawn of drawing.pages) {
        // Half of a picture in whole pixels: what is clear shows the page.
        const signature = inkOn(drawn, (red, blue) => red < 100 && blue > 180, 60);
        expect(Math.abs(signature.xMm - 90)).toBeLessThan(0.5);
        expect(Math.abs(signature.yMm - 80)).toBeLessThan(0.5);
        expect(Math.abs(signature.areaMm / 400 - 1)).toBeLessThan(0.06);
        const date = inkOn(drawn, (red, blue) => red < 200 && blue < 200, 60);
        expect(Math.abs(date.xMm - 90)).toBeLessThan(0.5);
        expect(Math.abs(date.yMm - 30)).toBeLessThan(0.5);
        dates.push(date.areaMm);
      }
    }
    const least = Math.min(...dates);
    expect([dates.length, least > 10, Math.max(...dates) / least < 1.5]).toEqual([16, true, true]);
  });
});
