import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../../../e2e/fixtures/commands/run-command.ts';
import { seenLetters } from '../../../e2e/peers/seen-letters.ts';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import type { Keyword } from '../../core/page-text/keyword.ts';
import { PdfFixture } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { pageGeometry, toSeen } from '../../core/pdf/pages/page-geometry.ts';
import { pages } from '../../core/pdf/pages/page-tree.ts';
import { unwrap } from '../../shared/result.ts';
import { pdfJsPageText } from './pdf-js-page-text.ts';

const SHAPES = [
  '/MediaBox[0 0 595 842]',
  '/MediaBox[0 0 842 595]/Rotate 90',
  '/MediaBox[-50 -50 650 900]/CropBox[0 20 595 842]/Rotate 180',
  '/MediaBox[0 0 500 400]/UserUnit 2/Rotate 270',
];

/** 甲方（盖章）： in a font that is not embedded, upright, turned and slanted; then a page of a picture alone. */
const CHINESE = '<75324E3AFF0876D67AE0FF09FF1A>';
const CONTENT = `BT /C 14 Tf 1 0 0 1 120 300 Tm ${CHINESE} Tj ET
BT /C 10 Tf 0 1 -1 0 300 120 Tm ${CHINESE} Tj ET
BT /C 12 Tf 0.8 0.6 -0.6 0.8 350 150 Tm ${CHINESE} Tj ET
BT /L 11 Tf 1 0 0 1 120 100 Tm (Illimited: signature of Party MW) Tj ET`;
const FONTS = `/Resources<</Font<</C 20 0 R/L<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 10 0 R`;
const document = new PdfFixture()
  .objects({
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Count 5/Kids[3 0 R 4 0 R 5 0 R 6 0 R 7 0 R]>>',
    ...Object.fromEntries(SHAPES.map((shape, at) => [at + 3, `<</Type/Page/Parent 2 0 R${shape}${FONTS}>>`])),
    7: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    10: { entries: '', data: latin1Bytes(CONTENT) },
    20: '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[21 0 R]>>',
    21: '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 22 0 R>>',
    22: '<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>',
  })
  .table()
  .bytes();

let folder: string;
let path: string;
const characterMaps = join(PROJECT, 'node_modules/pdfjs-dist/cmaps');
const texts = pdfJsPageText({ characterMaps });
const PAGES = [0, 1, 2, 3, 4];
const search = async (keyword: Keyword, enough = 100) =>
  unwrap(await texts.find(path, [{ keyword, pages: PAGES, enough }]))[0];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-page-text-'));
  path = join(folder, 'document.pdf');
  writeFileSync(path, document);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the words of pages', () => {
  const opened = openPdf(memorySource(document));
  const geometries = Array.from(pages(opened), (page) => pageGeometry(opened, page));
  const letters = seenLetters(document);

  /** Where MuPDF has the middle of each occurrence of a word. */
  const expected = (page: number, word: string) => {
    const all = letters[page] ?? [];
    const text = all.map(({ letter }) => letter).join('');
    return [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => {
      const part = all.slice(index, index + word.length);
      const middle = (side: 'xMm' | 'yMm'): number => {
        const values = part.map((each) => each[side]);
        return (Math.min(...values) + Math.max(...values)) / 2;
      };
      return { xMm: middle('xMm'), yMm: middle('yMm') };
    });
  };

  it.each(['盖章', '甲', 'signature', 'Party'])(
    'are where MuPDF has %s, on pages of any shape',
    async (word) => {
      const answer = await search({ text: word, isPattern: false });
      const perPage = PAGES.slice(0, 4).map((page) => expected(page, word));
      expect(perPage.flat().length).toBeGreaterThanOrEqual(4);
      const seen = (answer?.hits ?? []).map(({ page, area }) => {
        const geometry = geometries[page];
        if (geometry === undefined) throw new Error('a page');
        const { xMm, yMm, widthMm, heightMm } = toSeen(geometry, area);
        return { xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
      });
      expect(seen).toHaveLength(perPage.flat().length);
      for (const [at, place] of perPage.flat().entries()) {
        // The em box of a font and the box that its letters fill differ by a tenth of its size.
        expect(Math.hypot((seen[at]?.xMm ?? 0) - place.xMm, (seen[at]?.yMm ?? 0) - place.yMm)).toBeLessThan(
          1,
        );
      }
    },
  );

  it('of a page without text are none, which the answer says', async () => {
    expect((await search({ text: '盖章', isPattern: false }))?.withoutText).toEqual([4]);
  });

  it('are searched until enough is found', async () => {
    expect((await search({ text: '盖章', isPattern: false }, 4))?.hits.map(({ page }) => page)).toEqual([
      0, 0, 0, 1, 1, 1,
    ]);
  });

  it('are not searched for ever by a pattern that never ends', async () => {
    const keyword = { text: '(?:.|.|.)+!', isPattern: true };
    const answer = await texts.find(path, [{ keyword, pages: PAGES, enough: 1 }]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'KEYWORD_TOO_SLOW' } });
  });

  it('are read again when the file has changed', async () => {
    const other = join(folder, 'other.pdf');
    writeFileSync(other, document);
    const area = { left: 100, bottom: 290, right: 600, top: 320 };
    expect(
      await texts.wordsIn(other, [
        { page: 0, area },
        { page: 4, area },
      ]),
    ).toEqual({
      ok: true,
      value: ['甲为（盖章）：', null],
    });
    writeFileSync(other, latin1Bytes('no PDF'));
    expect(await texts.wordsIn(other, [{ page: 0, area }])).toMatchObject({
      ok: false,
      error: { code: 'PDF_DAMAGED' },
    });
  });
});
