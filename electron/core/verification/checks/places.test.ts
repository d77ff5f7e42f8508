import { describe, expect, it } from 'vitest';
import type { SignatureReport } from '../../../shared/model/verification-report.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { mixedPagesPdf } from '../../pdf/fixtures/mixed-pages.ts';
import { PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { annotationPages, claimedPlaces } from '../../pdf/signatures/seal-places.ts';
import type { PlaceList } from '../../signing/seal-request.ts';
import type { StraddleRule } from '../../signing/straddle.ts';
import { appendRevision, objectBody } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { type SealingPlan, sealContent, sealPdf, samplePicture } from '../fixtures/mini-world.ts';

const harness = await makeHarness();

const document = mixedPagesPdf();

const ALL = [{ kind: 'all' }] as const;
const straddle: StraddleRule = {
  kind: 'straddle',
  edge: 'right',
  pages: ALL,
  alongMm: 100,
  firstShare: null,
  minimumMm: 2,
  group: null,
  facing: false,
};
const list = (...places: PlaceList['places']): PlaceList => ({ kind: 'list', field: null, places });
const many = list({ kind: 'point', pages: ALL, xMm: 60, yMm: 60 }, straddle);

const sealed = (plan: Partial<SealingPlan> = {}): Promise<Uint8Array> =>
  sealPdf(harness, document, { signer: harness.first, target: many, ...plan });
const appearanceOf = (report: SignatureReport | undefined) => {
  const { result, code, facts } = report?.checks.appearance ?? { result: '', code: '' };
  return { result, code, facts };
};
const inconsistent = (rule: string) => ({
  result: 'fail',
  code: 'APPEARANCE_PLACES_INCONSISTENT',
  facts: expect.objectContaining({ rule }) as unknown,
});

const placeNumbers = (pdf: Uint8Array): number[] =>
  claimedPlaces(openPdf(memorySource(pdf))).flatMap(({ reference }) => reference?.objectNumber ?? []);
const pageNumber = (pdf: Uint8Array, place: number): number =>
  annotationPages(openPdf(memorySource(pdf))).get(place)?.[0]?.reference.objectNumber ?? 0;

describe('a seal in several places', () => {
  it('is valid, and the report names its places and pages', async () => {
    const report = await harness.only(await sealed());
    expect(report.verdict).toBe('valid');
    expect(report.reasons).toEqual([]);
    const facts = { shownPlaces: 8, shownPages: '1-4' };
    expect(appearanceOf(report)).toEqual({ result: 'pass', code: 'APPEARANCE_IN_PLACES', facts });
  });

  it('has one field with one widget, and annotations that it lists', async () => {
    const pdf = await sealed();
    const text = latin1Text(pdf);
    expect(text.match(/\/Subtype \/Widget/g)).toHaveLength(1);
    expect(text.match(/\/Subtype \/Stamp/g)).toHaveLength(7);
    expect(text.match(/\/Subtype \/Image/g)).toHaveLength(2);
  });

  it.each(['left', 'right', 'top', 'bottom'] as const)('may be slices on the %s edge alone', async (edge) => {
    const report = await harness.only(
      await sealed({ target: list({ ...straddle, edge, alongMm: null, firstShare: 0.4 }) }),
    );
    expect(report.verdict).toBe('valid');
    expect(report.place).toMatchObject({ page: 0 });
    expect(appearanceOf(report).facts).toEqual({ shownPlaces: 4, shownPages: '1-4' });
  });

  it('leaves an earlier seal valid, and stays valid under a later one, whoever has many places', async () => {
    const other = list({ kind: 'point', pages: ALL, xMm: 120, yMm: 60 }, { ...straddle, alongMm: 40 });
    const twice = await sealPdf(harness, await sealed(), { signer: harness.second, target: other });
    const thrice = await sealPdf(harness, twice, {
      signer: harness.first,
      target: list({ ...straddle, edge: 'left' }),
    });
    const { verdict, signatures } = await harness.verify(thrice);
    expect(verdict).toBe('valid');
    expect(signatures.map(({ reasons }) => reasons)).toEqual([
      ['SEALED_AGAIN_SINCE'],
      ['SEALED_AGAIN_SINCE'],
      [],
    ]);
    expect(signatures.map((report) => appearanceOf(report).facts?.['shownPlaces'])).toEqual([8, 8, 4]);
  });

  it('opens an earlier seal if nobody answers for it', async () => {
    const first = await harness.sealedBy();
    const shown = { ...sealContent(harness.second).picture, data: samplePicture(90) };
    const pages = [{ kind: 'span', from: 1, to: 1 }] as const;
    const target = list(
      { kind: 'point', pages, xMm: 60, yMm: 150 },
      { kind: 'point', pages, xMm: 120, yMm: 150 },
    );
    const twice = await sealPdf(harness, first, { signer: harness.second, shown, target });
    const { signatures } = await harness.verify(twice);
    expect(signatures.map(({ reasons }) => reasons[0])).toEqual([
      'UNJUDGED_SHOWN_SINCE',
      'APPEARANCE_MISMATCH',
    ]);
  });
});

describe('seals across 2,000 pages', () => {
  const COUNT = 2000;
  const numbers = Array.from({ length: COUNT }, (_, at) => at + 3);
  const book = new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: `<</Type/Pages/MediaBox[0 0 595 842]/Count ${String(COUNT)}/Kids[${numbers.map((number) => `${String(number)} 0 R`).join(' ')}]>>`,
      ...Object.fromEntries(numbers.map((number) => [number, '<</Type/Page/Parent 2 0 R>>'])),
    })
    .table()
    .bytes();

  it('of two companies are valid, within the work that a document may cost', async () => {
    const once = await sealPdf(harness, book, { signer: harness.first, target: list(straddle) });
    const other = list({ ...straddle, edge: 'left' });
    const twice = await sealPdf(harness, once, { signer: harness.second, target: other });
    const { verdict, signatures } = await harness.verify(twice);
    expect(verdict).toBe('valid');
    expect(signatures.map((report) => appearanceOf(report).facts?.['shownPlaces'])).toEqual([COUNT, COUNT]);
  });
});

describe('a place of a seal', () => {
  const changed = async (change: (pdf: Uint8Array) => Record<number, string | null>) => {
    const pdf = await sealed();
    const [report] = (await harness.verify(appendRevision(pdf, change(pdf)))).signatures;
    return { verdict: report?.verdict, modification: report?.checks.modification.code };
  };
  const INVALID = { verdict: 'invalid', modification: 'MODIFIED_SINCE' };
  const body = (pdf: Uint8Array, at: number): string => objectBody(pdf, placeNumbers(pdf)[at] ?? 0);

  it('cannot be removed from its page later', async () => {
    const outcome = await changed((pdf) => {
      const place = placeNumbers(pdf)[1] ?? 0;
      const page = pageNumber(pdf, place);
      return { [page]: objectBody(pdf, page).replace(`${String(place)} 0 R`, '') };
    });
    expect(outcome).toEqual(INVALID);
  });

  it.each<readonly [string, (pdf: Uint8Array) => Record<number, string | null>]>([
    ['deleted', (pdf) => ({ [placeNumbers(pdf)[1] ?? 0]: null })],
    ['moved', (pdf) => ({ [placeNumbers(pdf)[1] ?? 0]: body(pdf, 1).replace(/\/Rect \[\S+/, '/Rect [1') })],
    ['hidden', (pdf) => ({ [placeNumbers(pdf)[1] ?? 0]: body(pdf, 1).replace('/F 708', '/F 710') })],
    [
      'swapped with another',
      (pdf) => ({
        [placeNumbers(pdf)[1] ?? 0]: body(pdf, 2),
        [placeNumbers(pdf)[2] ?? 0]: body(pdf, 1),
      }),
    ],
    [
      'covered by another annotation',
      (pdf) => {
        const place = placeNumbers(pdf)[1] ?? 0;
        const page = pageNumber(pdf, place);
        const covering = '<</Type/Annot/Subtype/Square/Rect[0 0 600 900]/IC[1 1 1]/F 4>>';
        return { 90: covering, [page]: objectBody(pdf, page).replace(/\]>>$/, ' 90 0 R]>>') };
      },
    ],
    [
      'given a twin that says it is part of the seal',
      (pdf) => {
        const place = placeNumbers(pdf)[1] ?? 0;
        const page = pageNumber(pdf, place);
        return { 90: body(pdf, 1), [page]: objectBody(pdf, page).replace(/\]>>$/, ' 90 0 R]>>') };
      },
    ],
  ])('cannot be %s later', async (_, change) => expect(await changed(change)).toEqual(INVALID));
});

/** Sealing software that goes by no rule: its signature covers what it writes. */
describe('a place that the signer wrote wrongly', () => {
  const slices = list(straddle);
  const honest = sealed({ target: slices }).then(latin1Text);
  const forged = async (from: string, to: string) =>
    appearanceOf(await harness.only(await sealed({ target: slices, replaced: { from, to } })));
  const listText = async (): Promise<string> => /\/SDSK_Places \[[^\]]*\]/.exec(await honest)?.[0] ?? '';
  const lastRectangle = async (): Promise<string> =>
    [...(await honest).matchAll(/\/Subtype \/Stamp (\/Rect \[[^\]]*\])/g)].at(-1)?.[1] ?? '';
  const numbersIn = (text: string): number[] => (text.match(/[\d.-]+/g) ?? []).map(Number);

  it('is found if it is not listed', async () => {
    const from = await listText();
    expect(await forged(from, from.replace(/ \d+ 0 R\]/, ']'))).toEqual(inconsistent('unlisted'));
  });

  it('is found if it names another object', async () => {
    const from = /\/SDSK_Signature \d+/.exec(await honest)?.[0] ?? '';
    expect(await forged(from, '/SDSK_Signature 1')).toEqual(inconsistent('unlisted'));
  });

  it('is found if its slices do not follow each other', async () => {
    const from = await listText();
    const to = from.replace(/(\d+ 0 R) (\d+ 0 R)\]/, '$2 $1]');
    expect(to).not.toBe(from);
    expect(await forged(from, to)).toEqual(inconsistent('slices'));
  });

  it('is found if it is no locked stamp', async () => {
    expect(await forged('/F 708', '/F 580')).toEqual(inconsistent('missing'));
    expect(await forged('/Subtype /Stamp', '/Subtype /Ink')).toEqual(inconsistent('missing'));
  });

  it('is found if the slice is in the middle of its page', async () => {
    const from = await lastRectangle();
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersIn(from);
    // The last page is turned by 270 degrees, so its right edge is its lower one.
    const to = `/Rect [${[left, bottom + 50, right, top + 50].join(' ').slice(0, from.length - 8)}]`;
    expect(await forged(from, to)).toMatchObject({ result: 'fail', code: 'APPEARANCE_PLACES_INCONSISTENT' });
  });

  it('is found if the slice is larger than true', async () => {
    const from = await lastRectangle();
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersIn(from).map(Math.round);
    const to = `/Rect [${[left, bottom, right + 20, top].join(' ')}]`;
    expect((await forged(from, to)).code).toBe('APPEARANCE_SIZE_MISMATCH');
  });

  it('is found if it shows another picture, or more than one', async () => {
    const shown = { ...sealContent(harness.first).picture, data: samplePicture(90) };
    const other = appearanceOf(await harness.only(await sealed({ target: slices, shown })));
    expect(other).toEqual({ result: 'fail', code: 'APPEARANCE_MISMATCH', facts: { page: 1 } });
    expect(await forged(' cm /Seal Do Q', ' re f Q')).toEqual({
      result: 'unknown',
      code: 'APPEARANCE_UNRECOGNISED',
      facts: { page: 4 },
    });
  });
});
