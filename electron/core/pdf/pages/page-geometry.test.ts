import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { onePagePdf } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { pageGeometry, toSeen, toUserSpace, type PageGeometry, type Rotation } from './page-geometry.ts';
import { pageAt } from './page-tree.ts';

function geometryOf(page: string): PageGeometry {
  const document = openPdf(memorySource(onePagePdf(page)));
  return pageGeometry(document, pageAt(document, 0));
}

const box = { left: 10, bottom: 20, right: 110, top: 220 };

/** Matches a length in millimetres to nine decimals. */
const close = (millimetres: number): unknown => expect.closeTo(millimetres, 9);

describe('pageGeometry', () => {
  it.each([
    ['plain', '/MediaBox[0 0 720 360]', { rotation: 0, widthMm: close(254), heightMm: close(127) }],
    [
      'rotated',
      '/MediaBox[0 0 720 360]/Rotate 90',
      { rotation: 90, widthMm: close(127), heightMm: close(254) },
    ],
    [
      'rotated backwards',
      '/MediaBox[0 0 720 360]/Rotate -90',
      { rotation: 270, widthMm: close(127), heightMm: close(254) },
    ],
    [
      'rotated thrice around',
      '/MediaBox[0 0 720 360]/Rotate 1260',
      { rotation: 180, widthMm: close(254), heightMm: close(127) },
    ],
    [
      'turned by no quarter',
      '/MediaBox[0 0 720 360]/Rotate 45',
      { rotation: 0, widthMm: close(254), heightMm: close(127) },
    ],
    [
      'in larger units',
      '/MediaBox[0 0 72 36]/UserUnit 10',
      { rotation: 0, widthMm: close(254), heightMm: close(127) },
    ],
    ['corners swapped', '/MediaBox[110 220 10 20]', { box }],
    ['cropped', '/MediaBox[0 0 720 720]/CropBox[10 20 110 220]', { box }],
    ['cropped beyond the media', '/MediaBox[10 20 110 220]/CropBox[0 0 500 220]', { box }],
    ['cropped to nothing', '/MediaBox[10 20 110 220]/CropBox[500 500 600 600]', { box }],
  ])('reads a page that is %s', (_, page, expected) => {
    expect(geometryOf(page)).toMatchObject(expected);
  });

  it.each([
    ['no box', ''],
    ['a box of three numbers', '/MediaBox[0 0 1]'],
    ['an empty box', '/MediaBox[5 5 5 9]'],
  ])('refuses a page with %s', (_, page) => {
    expect(() => geometryOf(page)).toThrow(expect.objectContaining({ code: 'PDF_PAGE_TREE_DAMAGED' }));
  });
});

describe('toUserSpace', () => {
  it.each([
    [0, { left: 10, bottom: 190, right: 20, top: 220 }],
    [90, { left: 10, bottom: 20, right: 40, top: 30 }],
    [180, { left: 100, bottom: 20, right: 110, top: 50 }],
    [270, { left: 80, bottom: 210, right: 110, top: 220 }],
  ] as const)('finds the top left corner as seen at a turn of %i', (rotation, expected) => {
    const geometry: PageGeometry = { box, rotation, mmPerUnit: 1, widthMm: 0, heightMm: 0 };
    expect(toUserSpace(geometry, { xMm: 0, yMm: 0, widthMm: 10, heightMm: 30 })).toEqual(expected);
  });

  it('is the inverse of toSeen', () => {
    const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
    const length = fc.double({ min: 0.1, max: 200, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom<Rotation[]>(0, 90, 180, 270),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.tuple(coordinate, coordinate, length, length),
        (rotation, mmPerUnit, [xMm, yMm, widthMm, heightMm]) => {
          const geometry: PageGeometry = { box, rotation, mmPerUnit, widthMm: 0, heightMm: 0 };
          const back = toSeen(geometry, toUserSpace(geometry, { xMm, yMm, widthMm, heightMm }));
          expect(back.xMm).toBeCloseTo(xMm, 6);
          expect(back.yMm).toBeCloseTo(yMm, 6);
          expect(back.widthMm).toBeCloseTo(widthMm, 6);
          expect(back.heightMm).toBeCloseTo(heightMm, 6);
        },
      ),
    );
  });
});
