import { describe, expect, it } from 'vitest';
import { type RenderedPage, RENDERERS } from '../../../e2e/peers/render-page.ts';
import { qpdfFindings } from '../../../e2e/peers/qpdf.ts';
import { encode } from 'fast-png';
import { memorySource } from '../bytes/byte-source.ts';
import type { DateStyle } from '../../shared/model/seal-places.ts';
import { hitAt, matchesOf } from '../page-text/keyword.ts';
import { pageText } from '../page-text/page-text.ts';
import { MIXED_PAGES } from '../pdf/fixtures/mixed-pages.ts';
import { onePagePdf } from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pageAt } from '../pdf/pages/page-tree.ts';
import { type BesideRule, dateKeyword } from './beside.ts';
import { sealBytes, sealRequest } from './fixtures/seal-bytes.ts';
import { planPlaces } from './place-plan.ts';
import { planBeside } from './plan-beside.ts';

const ALL = [{ kind: 'all' }] as const;
const SIGNED_AT = new Date('2026-11-29T03:00:00Z');
const opened = openPdf(memorySource(onePagePdf()));
const page = pageAt(opened, 0);
const sheets = [{ page, geometry: pageGeometry(opened, page) }];

/** Plans a date behind 日期 in a line of so many points. */
function dated(line: string, size = 12, words = '日期', style?: DateStyle) {
  const text = pageText([
    { text: line, matrix: [size, 0, 0, size, 100, 200], length: [...line].length * size, isVertical: false },
  ]);
  const keyword = { text: words, isPattern: false };
  const where = { kind: 'keyword', keyword, which: -1, dxMm: 0, dyMm: 0 } as const;
  const rule: BesideRule = {
    ...{ kind: 'date', pages: ALL, where },
    ...(style === undefined ? {} : { style }),
  };
  const hits = matchesOf(dateKeyword(keyword))(text.folded.text).flatMap(
    (match) => hitAt(0, text, match) ?? [],
  );
  return planBeside(sheets, rule, { hits, withoutText: [] }, SIGNED_AT);
}

const texts = (line: string) =>
  dated(line).placements.map(({ shown }) => (shown.kind === 'date' ? shown.text : null));

describe('the date beside a seal', () => {
  it.each([
    ['日期：\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日', ['2026', '11', '29']],
    ['日期：____年__月__日', ['2026', '11', '29']],
    ['日期：20\u3000\u3000年\u3000\u3000月\u3000\u3000日', ['26', '11', '29']],
    ['日期：', ['2026年11月29日']],
  ])('goes into the blanks of “%s”', (line, expected) => expect(texts(line)).toEqual(expected));

  it.each<readonly [string, string, DateStyle | undefined, string]>([
    ['Date:', 'Date', undefined, '2026-11-29'],
    ['Date (日期):', 'Date (日期)', undefined, '2026年11月29日'],
    ['Date:', 'Date', 'chinese', '2026年11月29日'],
    ['日期：', '日期', 'iso', '2026-11-29'],
  ])('is written behind “%s” as its words are, or as it is asked for', (line, words, style, expected) => {
    const { placements } = dated(line, 12, words, style);
    expect(placements.map(({ shown }) => (shown.kind === 'date' ? shown.text : null))).toEqual([expected]);
  });

  it('lies in the middle of each blank', () => {
    const [, month] = dated('日期：\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日').placements;
    const middle = (month?.seen.xMm ?? 0) + (month?.seen.widthMm ?? 0) / 2;
    expect(middle).toBeCloseTo(((100 + 12 * 8) * 25.4) / 72, 3);
  });

  it.each([
    ['日期：', 3],
    ['日期：', 48],
    ['日期：\u3000\u3000\u3000年\u3000月\u3000日', 43],
  ])('is as high as a verifier takes a date for in “%s” of %d points', (line, size) => {
    const heights = dated(line, size).placements.map(({ seen }) => seen.heightMm);
    expect(heights.length).toBeGreaterThan(0);
    expect(heights.every((height) => height > 1.5 && height < 15)).toBe(true);
  });

  it('is refused where its digits would be too small to be taken for a date', () => {
    const { problems } = dated('日期：\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日', 4);
    expect(problems).toMatchObject([{ error: { code: 'DATE_WITHOUT_ROOM' } }]);
  });

  it('is refused where there is no blank', () => {
    expect(dated('日期：年月日')).toMatchObject({
      placements: [],
      problems: [{ error: { code: 'DATE_WITHOUT_ROOM' } }],
    });
  });
});

describe('what stands beside no seal', () => {
  it('is a problem of the list', () => {
    const beside: readonly BesideRule[] = [
      { kind: 'date', pages: ALL, where: { kind: 'point', xMm: 60, yMm: 200 } },
    ];
    const planned = planPlaces(
      opened,
      { kind: 'list', field: null, places: [], beside },
      { widthMm: 40, heightMm: 40 },
      { answers: [], signedAt: SIGNED_AT },
    );
    expect(planned.problems).toEqual([{ page: null, rule: 0, error: { code: 'BESIDE_WITHOUT_PLACE' } }]);
    expect(planned.beside).toMatchObject([{ rule: 0, shown: { text: '2026年11月29日' } }]);
  });
});

const picture = encode({ width: 20, height: 10, channels: 3, data: new Uint8Array(600).fill(255) });
const blue = encode({
  ...{ width: 20, height: 10, channels: 3 },
  data: Uint8Array.from({ length: 600 }, (_, at) => (at % 3 === 2 ? 255 : 0)),
});

/** The area of the pixels that are of a kind, in millimetres. */
function inked(
  { width, height, rgb }: RenderedPage,
  perMm: number,
  isInk: (red: number, blue: number) => boolean,
) {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let at = 0; at < width * height; at += 1) {
    if (!isInk(rgb[at * 3] ?? 255, rgb[at * 3 + 2] ?? 255)) continue;
    xs.push((at % width) / perMm);
    ys.push(Math.floor(at / width) / perMm);
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, right: Math.max(...xs), bottom: Math.max(...ys) };
}

describe.each(MIXED_PAGES)('beside a seal on $entries', ({ entries, unit }) => {
  const where = { kind: 'point', xMm: 100, yMm: 60 } as const;
  const beside: readonly BesideRule[] = [
    { kind: 'date', pages: ALL, where },
    {
      kind: 'handwriting',
      pages: ALL,
      where: { ...where, yMm: 90 },
      picture: blue,
      widthMm: 30,
      heightMm: 15,
    },
  ];
  const places = [{ kind: 'point', pages: ALL, xMm: 40, yMm: 60 }] as const;
  const { bytes } = sealBytes(
    onePagePdf(entries),
    sealRequest(picture, { signedAt: SIGNED_AT, target: { kind: 'list', field: null, places, beside } }),
  );

  it('leaves the file clean in qpdf', () => expect(qpdfFindings(bytes)).toEqual([]));

  it.each(Object.entries(RENDERERS))('date and picture lie where asked in %s', (_, render) => {
    const drawn = render(bytes, 1, unit);
    const perMm = drawn.width / pageGeometryOf(entries).widthMm;
    const date = inked(drawn, perMm, (red, other) => red < 128 && other < 128);
    expect(Math.abs((date.left + date.right) / 2 - 100)).toBeLessThan(0.5);
    // The middle of digits lies about where that of the em box does.
    expect(Math.abs((date.top + date.bottom) / 2 - 60)).toBeLessThan(0.5);
    const hand = inked(drawn, perMm, (red, other) => red < 64 && other > 192);
    expect(Math.abs((hand.left + hand.right) / 2 - 100)).toBeLessThan(0.5);
    expect(Math.abs((hand.top + hand.bottom) / 2 - 90)).toBeLessThan(0.5);
    expect(hand.right - hand.left).toBeCloseTo(30, 0);
  });
});

function pageGeometryOf(entries: string) {
  const document = openPdf(memorySource(onePagePdf(entries)));
  return pageGeometry(document, pageAt(document, 0));
}
