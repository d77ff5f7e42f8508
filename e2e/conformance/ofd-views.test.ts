import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { readFonts } from '../../electron/adapters/fonts/font-files.ts';
import { ByteBuilder } from '../../electron/core/bytes/byte-arrays.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { openOfd } from '../../electron/core/ofd/package/ofd-package.ts';
import { type OfdDocument, readDocument } from '../../electron/core/ofd/package/read-document.ts';
import { stampsWithPictures } from '../../electron/core/ofd/places/shown-seals.ts';
import type { InstalledFonts } from '../../electron/core/ofd/view/fonts/installed-fonts.ts';
import { substituteFonts } from '../../electron/core/ofd/view/fonts/substitute-fonts.ts';
import { writeView } from '../../electron/core/ofd/view/write-view.ts';
import type { OfdViewNote } from '../../electron/shared/model/ofd-view.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';
import { ofdSample, ofdSamples, testsOfOfdSamples } from '../fixtures/documents/samples.ts';
import { drawnByMupdf, type DrawnPage, drawPage } from '../peers/drawn-by-mupdf.ts';
import { qpdfFindings } from '../peers/qpdf.ts';

const FILES = 34;
const DOTS = 50;
const MARGIN = 6;
/** What may lie between a place by the file and where it is drawn, in millimetres. */
const TOLERANCE = 0.3;

/** Numbers of a page are rounded to a thousandth of a point. */
const ROUNDING = 0.01;

/** What is not drawn as its file says, beside fonts that no file carries. */
const NOT_DRAWN: Readonly<Record<string, readonly string[]>> = {
  // Its list of pictures names the folder Res_0, which the file does not have.
  'testImageNotFound.ofd': ['1 IMAGE_MISSING image_135.PNG'],
  // Thai and Tamil in fonts that the file does not carry: boxes stand for the letters, and what several letters become
  // in one glyph of such a font is not known.
  'z.ofd': [
    ...['3 Tahoma: ฤ', '3 Tahoma: ำ', '3 Tahoma: 1125'],
    ...['4 Latha: ப', '4 Latha: ோ', '4 Latha: 76', '4 Latha: 88'],
  ].map((line) => line.replace(' ', ' CHARACTER_MISSING ')),
};

/** A letter of a page of a file, and the place of its pen: millimetres from the top left of the page. */
interface LetterPlace {
  readonly file: string;
  readonly page: number;
  /** A text that the page has. */
  readonly text: string;
  /** Which letter of it, from 0. */
  readonly at: number;
  /** Which of several such texts, from 0. */
  readonly time?: number;
  readonly x: number;
  readonly y: number;
}

/** Measured by hand from the XML: Boundary + CTM × (X + the sum of the steps before the letter, Y). */
const LETTERS: readonly LetterPlace[] = [
  // Boundary 36 30, no CTM, X 0, Y 4.4875, DeltaX "g 11 3.175": 36 + 3 × 3.175, 30 + 4.4875.
  { file: '1.ofd', page: 0, text: '江苏京利华新材料有限公司', at: 3, x: 45.525, y: 34.4875 },
  // Boundary 71.053 92.5776, CTM 0.3528, Y 21.6653, DeltaX "g 3 26.04 25.94 …": 71.053 + 0.3528 × (3 × 26.04 + 25.94).
  { file: 'ano.ofd', page: 0, text: '可信安全浏览器', at: 4, x: 107.7654, y: 100.2211 },
  // An annotation, turned by 45°: cos 45° × (10 + 8 − 10), cos 45° × (10 + 8 + 10).
  { file: 'ano.ofd', page: 0, text: '保密资料', at: 1, x: 5.6569, y: 19.799 },
  // Boundary 39.4679 54.4829, X 1.3838, Y 6.985, steps 7.5351 7.5776 7.5351 7.5351 7.5776: 40.8517 + 37.7605.
  { file: 'testPathFillOpacity.ofd', page: 0, text: '关于加快南货场铁路涵洞', at: 5, x: 78.6122, y: 61.4679 },
  // Boundary 31.7 25.4, X 0, Y 3.422, three steps of 3.
  { file: 'hello_watermark.ofd', page: 0, text: '你好呀，', at: 3, x: 40.7, y: 28.822 },
  // The second watermark, CTM 0.707 0.707 −0.707 0.707 0 50 over (10 + 3 × 8, 10): 0.707 × 24, 0.707 × 44 + 50.
  { file: 'hello_watermark.ofd', page: 0, text: '保密资料', at: 3, time: 1, x: 16.968, y: 81.108 },
  // On a template: Boundary 44 14, X 1.061, Y 6.0854, steps 7.0696 7.0272 7.0696 7.0696.
  { file: 'draw_param_ref.ofd', page: 1, text: '销售货物或者提供', at: 4, x: 73.297, y: 20.0854 },
  // Boundary 33.51 25.4, X 0, Y 3.88, steps 3.53 3.88 for 、一日; the glyphs are named by numbers.
  { file: 'doc1File.ofd', page: 0, text: '一日不见', at: 1, x: 40.92, y: 29.28 },
  // Boundary 69 7, X 0, Y 5.7274; the one step, 6.53, holds for all ten: 69 + 9 × 6.53.
  { file: 'v4signed.ofd', page: 0, text: '重庆增值税电子普通发票', at: 9, x: 127.77, y: 12.7274 },
  // Boundary 31.197 26.2888, X 0.553, Y 3.175; nine steps (5 × 3.6829 + 4 × 3.7251), then the last one again.
  {
    file: 'multiKeywordInTextCode.ofd',
    page: 0,
    text: '打发打发打发打发打发哈',
    at: 10,
    x: 68.7478,
    y: 29.4638,
  },
  // Boundary 79.8721 25.7674, CTM 0.3528, Y 20.9586, steps 22 22 22 21: 79.8721 + 0.3528 × 87, 25.7674 + 0.3528 × 20.9586.
  { file: 'signout.ofd', page: 0, text: '市政府文件处理', at: 4, x: 110.5657, y: 33.1616 },
  // Boundary 31.75 170.75, X 0, Y 12.2, behind a line break that is none of the text: 31.75 + 10.75 + 10.25 + 6.52 + 4.74.
  { file: 'z.ofd', page: 1, text: 'affixed', at: 2, x: 64.01, y: 182.95 },
  // Boundary 80.98 73.61, X 0, Y 4.88, steps 5.57 × 4 and 2.77 × 4: the 〕 behind 〔2011.
  { file: 'n.ofd', page: 0, text: '路卫发〔2011〕', at: 8, x: 114.34, y: 78.49 },
];

/** A picture of a page, in the order of drawing: from its unit square to millimetres. */
interface PicturePlace {
  readonly file: string;
  readonly page: number;
  readonly picture: number;
  readonly matrix: readonly number[];
}

/** Measured by hand from the XML: CTM, moved by the Boundary. */
const PICTURES: readonly PicturePlace[] = [
  // CTM 20 0 0 20 0 0, Boundary 8.5 3.5 20 20.
  { file: '1.ofd', page: 0, picture: 0, matrix: [20, 0, 0, 20, 8.5, 3.5] },
  // CTM 20 0 0 20 0 0, Boundary 8.5 4 20 20.
  { file: 'draw_param_ref.ofd', page: 0, picture: 0, matrix: [20, 0, 0, 20, 8.5, 4] },
  // CTM 20 0 0 20 0 0, Boundary 8.5 3.5 20 20.
  { file: 'v4signed.ofd', page: 0, picture: 0, matrix: [20, 0, 0, 20, 8.5, 3.5] },
  // CTM 42.0793 0 0 42.0793 0 0, Boundary 118.9143 172.8893: the seal.
  {
    ...{ file: 'testPathFillOpacity.ofd', page: 0, picture: 0 },
    matrix: [42.0793, 0, 0, 42.0793, 118.9143, 172.8893],
  },
  // CTM 77.6057 0 0 60.9554 63.8286 145.2055, Boundary 0 0: the second picture of the page.
  { file: 'y.ofd', page: 0, picture: 1, matrix: [77.6057, 0, 0, 60.9554, 63.8286, 145.2055] },
  // CTM 144.639 0 0 89.253 0 0, Boundary 31.75 64.94.
  { file: 'z.ofd', page: 1, picture: 0, matrix: [144.639, 0, 0, 89.253, 31.75, 64.94] },
  // A scan on its side: CTM 0 296.8414 −419.9467 0 419.9467 0, Boundary −50.8 0: 419.9467 − 50.8.
  {
    ...{ file: 'testImageOverridePage.ofd', page: 0, picture: 0 },
    matrix: [0, 296.8414, -419.9467, 0, 369.1467, 0],
  },
];

interface View {
  readonly document: OfdDocument;
  readonly pdf: Uint8Array;
  readonly path: string;
  readonly notes: readonly OfdViewNote[];
}

const folder = temporaryFolder();

describe('the views of the sample OFD files', testsOfOfdSamples('ofd-views', describeFiles));

function describeFiles(): void {
  const fonts = substituteFonts(readFonts(join(PROJECT, 'dist/assets/fonts')));
  const views = new Map<string, View>();
  const drawn = new Map<string, readonly DrawnPage[]>();
  const viewOf = (file: string): View => {
    const known = views.get(file) ?? write(file);
    views.set(file, known);
    return known;
  };
  const write = (file: string, installed: InstalledFonts | null = null): View => {
    const ofd = openOfd(memorySource(ofdSample(file)));
    const [body] = ofd.bodies;
    if (body === undefined) return expect.fail('no document');
    const document = readDocument(ofd, body);
    const stamps = stampsWithPictures(ofd, body);
    const written = new ByteBuilder();
    const sink = { write: (bytes: Uint8Array) => written.append(bytes) };
    const view = writeView(ofd, document, { stamps, fonts, installed }, sink);
    while (view.writeNext());
    const pdf = written.toBytes();
    const path = join(folder, `${file}${installed === null ? '' : '-installed'}.pdf`);
    writeFileSync(path, pdf);
    return { document, pdf, path, notes: view.notDrawn };
  };
  const pagesOf = (file: string): readonly DrawnPage[] => {
    const known = drawn.get(file) ?? drawnByMupdf(viewOf(file).path);
    drawn.set(file, known);
    return known;
  };
  const files = ofdSamples();

  afterAll(() => {
    const written = [...views].map(([file, { notes, pdf }]) => ({ file, bytes: pdf.length, notes }));
    writeProof('ofd-views', {
      files: views.size,
      letters: LETTERS.length,
      pictures: PICTURES.length,
      written,
    });
  });

  it('are of all files', () => {
    expect(files).toHaveLength(FILES);
  });

  it.each(files)('%s is a clean PDF of the same pages, and what it lacks is listed', (file) => {
    const { document, pdf, path, notes } = viewOf(file);
    expect(qpdfFindings(pdf)).toEqual([]);
    const sizes = pagesOf(file).map(({ widthMm, heightMm }) => [widthMm, heightMm]);
    expect(sizes).toHaveLength(document.pages.length);
    for (const [index, { box }] of document.pages.entries()) {
      expect(sizes[index]?.[0]).toBeCloseTo(box.widthMm, 2);
      expect(sizes[index]?.[1]).toBeCloseTo(box.heightMm, 2);
    }
    const said = notes.filter(({ code }) => code !== 'FONT_REPLACED');
    const lines = said.map(({ page, code, name }) => `${String(page + 1)} ${code} ${name}`);
    expect(lines).toEqual(NOT_DRAWN[file] ?? []);
    writeSheet(path, sizes.length, proofPath('ofd', `${file}.png`));
  });

  it.each(LETTERS)('$file draws letter $at of $text at $x, $y mm', (place) => {
    const letters = pagesOf(place.file)[place.page]?.letters ?? [];
    const whole = letters.map(({ letter }) => letter).join('');
    let start = whole.indexOf(place.text);
    for (let time = 0; time < (place.time ?? 0); time += 1) start = whole.indexOf(place.text, start + 1);
    const letter = start < 0 ? undefined : letters[start + place.at];
    expect(Math.abs((letter?.x ?? NaN) - place.x)).toBeLessThan(TOLERANCE);
    expect(Math.abs((letter?.y ?? NaN) - place.y)).toBeLessThan(TOLERANCE);
  });

  it.each(['1.ofd', 'draw_param_ref.ofd'])('%s has its letters at the same places in other fonts', (file) => {
    // Whatever a file names, this computer has it: bold, and a fifth wider.
    const { bold } = fonts;
    const wide = { ...bold, advanceOf: (glyph: number) => bold.advanceOf(glyph) * 1.2 };
    const font = { weight: 400, mayBeEmbedded: true, read: () => wide };
    const view = write(file, { named: () => [font] });
    expect(view.notes.filter(({ code }) => code === 'FONT_REPLACED')).toEqual([]);
    const lettersOf = (pages: readonly DrawnPage[]) => pages.flatMap(({ letters }) => letters);
    const [drawnLetters, usual] = [lettersOf(drawnByMupdf(view.path)), lettersOf(pagesOf(file))];
    expect(drawnLetters.map(({ letter }) => letter)).toEqual(usual.map(({ letter }) => letter));
    const misses = usual.map(({ x, y }, at) =>
      Math.hypot(x - (drawnLetters[at]?.x ?? NaN), y - (drawnLetters[at]?.y ?? NaN)),
    );
    expect(Math.max(...misses)).toBeLessThan(ROUNDING);
  });

  it.each(PICTURES)('$file draws picture $picture by $matrix', (place) => {
    const matrix = pagesOf(place.file)[place.page]?.pictures[place.picture] ?? [];
    const misses = place.matrix.map((value, index) => Math.abs(value - (matrix[index] ?? NaN)));
    for (const miss of misses) expect(miss).toBeLessThan(TOLERANCE);
  });
}

/** Draws all pages of a view beside each other, for people to look at. */
function writeSheet(pdf: string, pages: number, target: string): void {
  const pictures = Array.from({ length: pages }, (_, page) => {
    const path = join(folder, 'page.png');
    drawPage(pdf, page, DOTS, path);
    return decode(readFileSync(path));
  });
  const width = pictures.reduce((sum, picture) => sum + picture.width + MARGIN, MARGIN);
  const height = 2 * MARGIN + Math.max(...pictures.map((picture) => picture.height));
  const data = new Uint8Array(width * height * 3).fill(150);
  let left = MARGIN;
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y += 1) {
      const row = picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3);
      data.set(row, ((y + MARGIN) * width + left) * 3);
    }
    left += picture.width + MARGIN;
  }
  writeFileSync(target, encode({ width, height, data, channels: 3, depth: 8 }));
}
