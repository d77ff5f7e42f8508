import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { unpackWoff } from '../fonts/woff.ts';
import type { Canvas } from './canvas.ts';
import { openGlyphFont, type GlyphFont } from './glyph-font.ts';
import { SEAL_RED, drawDesign, drawSealPicture, PIXELS_PER_MM, type SealDesign } from './seal-picture.ts';

const FONT_FILE = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff';
const COMPANY = '深圳市示例云帆科技有限公司';
const TAX_NUMBER = '914403000000000018';

const OFFICIAL: SealDesign = { shape: 'round', company: COMPANY, kind: '' };
const CONTRACT: SealDesign = { shape: 'round', company: COMPANY, kind: '合同专用章' };
const INVOICE: SealDesign = { shape: 'oval', company: COMPANY, taxNumber: TAX_NUMBER, kind: '发票专用章' };
const PERSON: SealDesign = { shape: 'square', person: '林知远' };

let font: GlyphFont;

beforeAll(async () => {
  const woff = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT_FILE)));
  font = await openGlyphFont(unpackWoff(woff));
});

/** Computes the mean ink in a rectangle of millimetres. */
function inkIn(canvas: Canvas, left: number, top: number, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.round(top * PIXELS_PER_MM); row < (top + height) * PIXELS_PER_MM; row += 1) {
    for (
      let column = Math.round(left * PIXELS_PER_MM);
      column < (left + width) * PIXELS_PER_MM;
      column += 1
    ) {
      sum += canvas.coverage[row * canvas.columns + column] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}

describe('drawSealPicture', () => {
  it.each([
    ['公章', OFFICIAL, 40, 40],
    ['合同专用章', CONTRACT, 40, 40],
    ['发票专用章', INVOICE, 40, 30],
    ['法定代表人名章', PERSON, 20, 20],
  ])('draws a %s in red of its size on a transparent background', async (_, design, widthMm, heightMm) => {
    const picture = await drawSealPicture(design, font);
    expect({ ...picture, data: null }).toEqual({ type: 'PNG', data: null, widthMm, heightMm });
    const image = decode(picture.data);
    expect([image.width, image.height, image.channels]).toEqual([widthMm * 12, heightMm * 12, 4]);
    const colours = new Set<string>();
    const alphas = new Set<number>();
    for (let index = 0; index < image.data.length; index += 4) {
      colours.add(image.data.slice(index, index + 3).join());
      alphas.add(image.data[index + 3] ?? -1);
    }
    expect([...colours]).toEqual([SEAL_RED.join()]);
    expect(alphas.has(0) && alphas.has(255) && alphas.size > 20).toBe(true);
  });

  it('names a character that the font lacks', async () => {
    const design: SealDesign = { shape: 'square', person: '林\u{2A6D6}远' };
    await expect(drawSealPicture(design, font)).rejects.toMatchObject({ code: 'SEAL_PICTURE_UNSUPPORTED' });
  });
});

describe('drawDesign', () => {
  it.each([OFFICIAL, CONTRACT, INVOICE, PERSON])(
    'leaves the outermost row and column of pixels blank: %o',
    (design) => {
      const canvas = drawDesign(design, font);
      const rim = [...canvas.coverage].filter((_, index) => {
        const [column, row] = [index % canvas.columns, Math.floor(index / canvas.columns)];
        return column === 0 || row === 0 || column === canvas.columns - 1 || row === canvas.rows - 1;
      });
      expect(Math.max(...rim)).toBe(0);
      expect(inkIn(canvas, 0, 0, canvas.widthMm, 1)).toBeGreaterThan(0);
    },
  );

  it('puts a star in the middle of a round seal and nothing in the middle of its quarter', () => {
    const canvas = drawDesign(CONTRACT, font);
    expect(inkIn(canvas, 18, 18, 4, 4)).toBe(1);
    expect(inkIn(canvas, 12.5, 22, 1.5, 3)).toBe(0);
  });

  it('draws an oval without a star: a line of digits with white below stands in its middle', () => {
    const canvas = drawDesign(INVOICE, font);
    const middle = inkIn(canvas, 6.5, 13, 27, 3.6);
    expect(middle).toBeGreaterThan(0.2);
    expect(middle).toBeLessThan(0.6);
    expect(inkIn(canvas, 10, 16.7, 20, 0.8)).toBe(0);
    expect(inkIn(canvas, 15, 10, 10, 2.3)).toBe(0);
  });

  it('marks every design as a sample', () => {
    expect(inkIn(drawDesign(OFFICIAL, font), 17, 29.8, 6, 3.6)).toBeGreaterThan(0.2);
    expect(inkIn(drawDesign(CONTRACT, font), 17, 33.9, 6, 2.8)).toBeGreaterThan(0.2);
    expect(inkIn(drawDesign(INVOICE, font), 17, 23.9, 6, 2.8)).toBeGreaterThan(0.2);
    expect(inkIn(drawDesign(PERSON, font), 7, 17.6, 6, 2.4)).toBeGreaterThan(0.2);
  });

  it('keeps a long name clear of the star, the ring and the line beneath', () => {
    const company = '内蒙古自治区示例云帆海川智能制造科技股份有限公司';
    const canvas = drawDesign({ shape: 'round', company, kind: '财务专用章' }, font);
    const rings = { inner: [10, 11.4], outer: [18.4, 18.6] } as const;
    for (const [from, to] of Object.values(rings)) {
      expect(inkBetween(canvas, from, to)).toBe(0);
    }
  });

  it('writes a name seal from the right: a name of two letters ends in 之印', () => {
    const two = drawDesign({ shape: 'square', person: '林远' }, font);
    const four = drawDesign({ shape: 'square', person: '林远之印' }, font);
    expect(two.coverage).toEqual(four.coverage);
  });
});

/** Finds the greatest ink at a distance from the centre in the upper half of a round seal. */
function inkBetween(canvas: Canvas, from: number, to: number): number {
  let most = 0;
  for (let row = 0; row < canvas.rows / 2; row += 1) {
    for (let column = 0; column < canvas.columns; column += 1) {
      const distance =
        Math.hypot(column + 0.5 - canvas.columns / 2, row + 0.5 - canvas.rows / 2) / PIXELS_PER_MM;
      if (distance < from || distance > to) continue;
      most = Math.max(most, canvas.coverage[row * canvas.columns + column] ?? 0);
    }
  }
  return most;
}
