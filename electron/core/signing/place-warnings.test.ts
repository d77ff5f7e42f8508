import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { onePagePdf } from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import type { BesideRule } from './beside.ts';
import { describePlaces, placesOf, withCoveredWords } from './describe-places.ts';
import { sealBytes, sealRequest } from './fixtures/seal-bytes.ts';

const ALL = [{ kind: 'all' }] as const;
const SIGNED_AT = new Date('2026-11-29T03:00:00Z');
const picture = encode({ width: 20, height: 20, channels: 3, data: new Uint8Array(1200).fill(255) });
const at = (xMm: number, yMm: number) => ({ kind: 'point', pages: ALL, xMm, yMm }) as const;
const date = (xMm: number, yMm: number): BesideRule => ({
  ...{ kind: 'date', pages: ALL, where: { kind: 'point', xMm, yMm } },
});
const signature: BesideRule = { ...date(60, 100), kind: 'handwriting', picture, widthMm: 30, heightMm: 15 };

/** Describes places on a page that has a seal at 60, 60 mm. */
function described(beside: readonly BesideRule[]) {
  const target = { kind: 'list', field: null, places: [at(60, 60)] } as const;
  const sealed = sealBytes(onePagePdf(), sealRequest(picture, { signedAt: SIGNED_AT, target }));
  const document = openPdf(memorySource(sealed.bytes));
  const further = { kind: 'list', field: null, places: [at(150, 60)], beside } as const;
  const size = { data: picture, widthMm: 40, heightMm: 40 };
  const plan = placesOf(document, further, size, { answers: [], signedAt: SIGNED_AT });
  return describePlaces(document, further, plan);
}

describe('what stands beside a seal', () => {
  it('is warned of where it would cover the seal of somebody else, and not on its own seal', () => {
    const { beside } = described([date(60, 66), date(150, 66), signature]);
    expect(beside.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([['COVERS_SEAL'], [], []]);
  });

  it('is warned of where it would cover words, but for the blank or the line that is left for it', () => {
    const lines = [date(60, 200), date(60, 210), date(60, 220), signature];
    const words = { places: [], beside: ['合同金额', '____', '', null] };
    const { beside } = withCoveredWords(described(lines), words);
    expect(beside.map(({ warnings }) => warnings)).toEqual([
      [{ code: 'COVERS_TEXT', text: '合同金额' }],
      [],
      [],
      [{ code: 'NO_TEXT' }],
    ]);
  });

  it('is a problem where it would lie off the page', () => {
    expect(described([date(205, 200)]).problems).toMatchObject([
      { page: 1, error: { code: 'SEAL_OFF_PAGE' } },
    ]);
  });
});
