import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { mixedPagesPdf } from '../../pdf/fixtures/mixed-pages.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { annotationPages, claimedPlaces } from '../../pdf/signatures/seal-places.ts';
import type { BesideRule } from '../../signing/beside.ts';
import type { PlaceList } from '../../signing/seal-request.ts';
import { appendRevision, objectBody } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { type SealingPlan, sealPdf } from '../fixtures/mini-world.ts';

const harness = await makeHarness();

const document = mixedPagesPdf();

const ALL = [{ kind: 'all' }] as const;
const picture = encode({ width: 40, height: 20, channels: 4, data: new Uint8Array(40 * 20 * 4).fill(120) });
const date: BesideRule = { kind: 'date', pages: ALL, where: { kind: 'point', xMm: 120, yMm: 60 } };
const handwriting: BesideRule = {
  ...{ kind: 'handwriting', pages: ALL, where: { kind: 'point', xMm: 120, yMm: 90 } },
  ...{ picture, widthMm: 30, heightMm: 15 },
};
const list = (...beside: readonly BesideRule[]): PlaceList => ({
  ...{ kind: 'list', field: null, beside },
  places: [{ kind: 'point', pages: [{ kind: 'span', from: 1, to: 1 }], xMm: 60, yMm: 60 }],
});
const both = list(date, handwriting);
const sealed = (plan: Partial<SealingPlan> = {}): Promise<Uint8Array> =>
  sealPdf(harness, document, { signer: harness.first, target: both, ...plan });
const numbers = (pdf: Uint8Array): number[] =>
  claimedPlaces(openPdf(memorySource(pdf))).flatMap(({ reference }) => reference?.objectNumber ?? []);

describe('what stands beside a seal', () => {
  it('is valid, and the report says that the picture is no electronic signature', async () => {
    const report = await harness.only(await sealed());
    expect(report.verdict).toBe('valid');
    expect(report.reasons).toEqual(['HANDWRITING_PICTURE']);
    expect(report.checks.appearance).toMatchObject({
      result: 'pass',
      code: 'HANDWRITING_PICTURE',
      facts: { handwritings: 4, handwritingPages: '1-4', datePages: '1-4' },
    });
    expect(report.checks.appearance.facts?.['writtenDates']).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日/);
  });

  it('has its picture in the file once, on however many pages it stands', async () => {
    const images = async (pages: BesideRule['pages']): Promise<number> => {
      const bytes = await sealed({ target: list({ ...handwriting, pages }) });
      return latin1Text(bytes).match(/\/Subtype ?\/Image/g)?.length ?? 0;
    };
    expect([await images(ALL), await images([{ kind: 'span', from: 2, to: 2 }])]).toEqual([4, 4]);
  });

  it('is only the date, said in the facts', async () => {
    const report = await harness.only(await sealed({ target: list(date) }));
    expect(report).toMatchObject({
      verdict: 'valid',
      reasons: [],
      checks: { appearance: { code: 'DATE_WRITTEN' } },
    });
  });

  it('may be a date of numbers, as long as it is the day of sealing', async () => {
    const target = list({ ...date, style: 'iso' });
    const report = await harness.only(await sealed({ target }));
    expect(report.verdict).toBe('valid');
    expect(report.checks.appearance.facts?.['writtenDates']).toMatch(/^\d{4}-\d{2}-\d{2} /);
    const other = await sealed({ target });
    const text = latin1Text(other);
    const [written = ''] = /\(\d{4}-\d{2}-\d{2}\)/.exec(text) ?? [];
    const forged = Uint8Array.from(text.replace(written, '(2020-01-01)'), (each) => each.charCodeAt(0));
    expect([written.length, (await harness.only(forged)).verdict]).toEqual([12, 'invalid']);
  });

  it('leaves an earlier seal valid, and stays valid under a later one', async () => {
    const twice = await sealPdf(harness, await sealed(), { signer: harness.second, target: both });
    const { verdict, signatures } = await harness.verify(twice);
    expect(verdict).toBe('valid');
    expect(signatures.map(({ reasons }) => reasons)).toEqual([
      ['HANDWRITING_PICTURE', 'SEALED_AGAIN_SINCE'],
      ['HANDWRITING_PICTURE'],
    ]);
  });

  const body = (pdf: Uint8Array, at: number): string => objectBody(pdf, numbers(pdf)[at] ?? 0);
  it.each<readonly [string, (pdf: Uint8Array) => Record<number, string | null>]>([
    ['deleted', (pdf) => ({ [numbers(pdf)[0] ?? 0]: null })],
    ['moved', (pdf) => ({ [numbers(pdf)[1] ?? 0]: body(pdf, 1).replace(/\/Rect \[\S+/, '/Rect [1') })],
    [
      'swapped with another',
      (pdf) => ({ [numbers(pdf)[0] ?? 0]: body(pdf, 1), [numbers(pdf)[1] ?? 0]: body(pdf, 0) }),
    ],
    [
      'given a twin',
      (pdf) => {
        const place = numbers(pdf)[1] ?? 0;
        const page = annotationPages(openPdf(memorySource(pdf))).get(place)?.[0]?.reference.objectNumber ?? 0;
        return { 90: body(pdf, 1), [page]: objectBody(pdf, page).replace(/\]>>$/, ' 90 0 R]>>') };
      },
    ],
  ])('cannot be %s later', async (_, change) => {
    const pdf = await sealed();
    const [report] = (await harness.verify(appendRevision(pdf, change(pdf)))).signatures;
    expect([report?.verdict, report?.checks.modification.code]).toEqual(['invalid', 'MODIFIED_SINCE']);
  });
});

/** Sealing software that goes by no rule: its signature covers what it writes. */
describe('what the signer wrote wrongly beside a seal', () => {
  const forged = async (from: string, to: string, target = list(date)) => {
    const report = await harness.only(await sealed({ target, replaced: { from, to } }));
    return [report.verdict, report.checks.appearance.code, report.checks.appearance.facts?.['rule']];
  };
  const INCONSISTENT = 'APPEARANCE_PLACES_INCONSISTENT';

  it('is found if a date is another than it says', async () => {
    expect(await forged('/Subtype /Stamp', '/Subtype /Ink')).toEqual(['invalid', INCONSISTENT, 'missing']);
  });

  it('is found if a picture says that it is a date', async () => {
    const outcome = await forged('/SDSK_Beside /Handwriting', '/SDSK_Beside (2026)', list(handwriting));
    expect(outcome).toEqual(['invalid', INCONSISTENT, 'beside']);
  });

  it('is found if it is larger than a signature', async () => {
    const large: BesideRule = {
      ...handwriting,
      widthMm: 130,
      heightMm: 65,
      where: { kind: 'point', xMm: 70, yMm: 90 },
    };
    const pages = [{ kind: 'span', from: 1, to: 1 }] as const;
    const report = await harness.only(await sealed({ target: list({ ...large, pages }) }));
    expect(report.checks.appearance).toMatchObject({
      code: INCONSISTENT,
      facts: { rule: 'beside', page: 1 },
    });
  });
});
