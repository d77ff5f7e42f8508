import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { qpdfFindings } from '../../../e2e/peers/qpdf.ts';
import { DOTS_PER_INCH, type RenderedPage, RENDERERS } from '../../../e2e/peers/render-page.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { MIXED_PAGES, mixedPagesPdf } from '../pdf/fixtures/mixed-pages.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pages } from '../pdf/pages/page-tree.ts';
import { sealBytes, sealRequest } from './fixtures/seal-bytes.ts';
import type { Edge } from './straddle.ts';

const COLUMNS = 200;
const ROWS = 100;
const MM_PER_SAMPLE = 0.1;

/** A picture of 20 × 10 mm, each of whose pixels says by its colour where it is. */
const picture = encode({
  width: COLUMNS,
  height: ROWS,
  channels: 3,
  data: Uint8Array.from({ length: COLUMNS * ROWS * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return [pixel % COLUMNS, Math.floor(pixel / COLUMNS) * 2, 64][at % 3] ?? 0;
  }),
});

const document = mixedPagesPdf();

function sealedAcross(edge: Edge) {
  const straddle = { kind: 'straddle', edge, pages: [{ kind: 'all' }], alongMm: 60 } as const;
  const rule = { ...straddle, firstShare: 0.4, minimumMm: 1, group: null, facing: false };
  return sealBytes(document, sealRequest(picture, { target: { kind: 'list', field: null, places: [rule] } }));
}

/** A pixel of the picture that is seen on a page: where it is there, and where it is in the picture, in millimetres. */
interface SeenPixel {
  readonly pageMm: readonly [x: number, y: number];
  readonly pictureMm: readonly [x: number, y: number];
}

const BLUE_TOLERANCE = 6;

function seenPixels({ width, height, rgb }: RenderedPage, widthMm: number, heightMm: number): SeenPixel[] {
  const seen: SeenPixel[] = [];
  for (let at = 0; at < width * height; at += 1) {
    if (Math.abs((rgb[at * 3 + 2] ?? 0) - 64) > BLUE_TOLERANCE) continue;
    const [red, green] = [rgb[at * 3] ?? 0, rgb[at * 3 + 1] ?? 0];
    const [x, y] = [at % width, Math.floor(at / width)];
    seen.push({
      pageMm: [((x + 0.5) * widthMm) / width, ((y + 0.5) * heightMm) / height],
      pictureMm: [(red + 0.5) * MM_PER_SAMPLE, (green / 2 + 0.5) * MM_PER_SAMPLE],
    });
  }
  return seen;
}

/** The pixels of the renderers, and what rounding of colours adds. */
const PIXEL_MM = 25.4 / DOTS_PER_INCH;
const TOLERANCE_MM = PIXEL_MM + 2 * MM_PER_SAMPLE;
/** Between two slices each may have a pixel that it covers in part, whose mixed colour says nothing of its place. */
const SEAM_MM = 3 * PIXEL_MM;

describe.each(['left', 'right', 'top', 'bottom'] as const)('slices on the %s edge', (edge) => {
  const { bytes, prepared } = sealedAcross(edge);
  const axis = edge === 'left' || edge === 'right' ? 0 : 1;
  const opened = openPdf(memorySource(bytes));
  const geometries = Array.from(pages(opened), (page) => pageGeometry(opened, page));

  it('leave the file clean in qpdf', () => expect(qpdfFindings(bytes)).toEqual([]));

  it.each(Object.entries(RENDERERS))('put together give the whole seal in %s', (_, render) => {
    const shown: number[] = [];
    let expectedFrom = edge === 'right' || edge === 'bottom' ? 0 : ([20, 10][axis] ?? 0);
    for (const [at, { widthMm, heightMm }] of geometries.entries()) {
      const { seen } = prepared.places[at] ?? {};
      if (seen === undefined) throw new Error('a slice for each page');
      const length = axis === 0 ? seen.widthMm : seen.heightMm;
      if (edge === 'left' || edge === 'top') expectedFrom -= length;
      const pixels = seenPixels(render(bytes, at + 1, MIXED_PAGES[at]?.unit), widthMm, heightMm);
      expect(pixels.length * PIXEL_MM * PIXEL_MM).toBeGreaterThan(seen.widthMm * seen.heightMm * 0.85);
      for (const { pageMm, pictureMm } of pixels) {
        const offset = [
          pageMm[0] - seen.xMm + (axis === 0 ? expectedFrom : 0),
          pageMm[1] - seen.yMm + (axis === 1 ? expectedFrom : 0),
        ] as const;
        const error = Math.max(Math.abs(offset[0] - pictureMm[0]), Math.abs(offset[1] - pictureMm[1]));
        if (error > TOLERANCE_MM) expect({ page: at + 1, pageMm, pictureMm, offset }).toBe('in its place');
        shown.push(pictureMm[axis]);
      }
      if (edge === 'right' || edge === 'bottom') expectedFrom += length;
    }
    const sorted = [...new Set(shown)].sort((one, other) => one - other);
    const gaps = sorted.map((place, at) => place - (sorted[at - 1] ?? 0));
    expect(Math.max(...gaps, ([20, 10][axis] ?? 0) - (sorted.at(-1) ?? 0))).toBeLessThan(SEAM_MM);
  });
});
