import { describe, expect, it } from 'vitest';
import { onePage } from '../../../shared/page-range.ts';
import { describeForSealing } from '../../signing/sealable.ts';
import { describePlaces, placesOf } from '../../signing/describe-places.ts';
import { pageFrames } from './page-frames.ts';

const picture = { data: new Uint8Array(), widthMm: 40, heightMm: 40 };
const found = { answers: [], signedAt: new Date(0) };
const pages = [
  { widthMm: 210, heightMm: 297 },
  { widthMm: 297, heightMm: 210.04 },
];
const seal = { name: '签名-1', places: [{ page: 1, xMm: 100, yMm: 50, widthMm: 40, heightMm: 40 }] };

describe('The frames of pages', () => {
  it('have the sizes of the pages, and a signature for each seal', () => {
    const described = describeForSealing(pageFrames({ pages, seals: [seal] }));
    expect(described.signatureCount).toBe(1);
    expect(described.emptyFields).toEqual([]);
    described.pages.forEach(({ widthMm, heightMm }, at) => {
      expect(widthMm).toBeCloseTo(pages[at]?.widthMm ?? 0, 3);
      expect(heightMm).toBeCloseTo(pages[at]?.heightMm ?? 0, 3);
    });
  });

  it('tell which seal a place would cover', () => {
    const frames = pageFrames({ pages, seals: [seal] });
    const warningsAt = (xMm: number) => {
      const target = { kind: 'place', page: 1, xMm, yMm: 70 } as const;
      return describePlaces(frames, target, placesOf(frames, target, picture, found)).places[0]?.warnings;
    };
    expect(warningsAt(120)).toEqual([{ code: 'COVERS_SEAL', field: '签名-1' }]);
    expect(warningsAt(200)).toEqual([]);
  });

  it('take a straddle across the edges of all pages, slice by slice', () => {
    const frames = pageFrames({ pages: pages.map(() => ({ widthMm: 210, heightMm: 297 })), seals: [] });
    const rule = { kind: 'straddle', edge: 'right', pages: onePage(0), alongMm: 100 } as const;
    const spread = { ...rule, pages: [...onePage(0), ...onePage(1)], firstShare: null, minimumMm: 3 };
    const target = {
      kind: 'list',
      field: null,
      places: [{ ...spread, group: null, facing: false }],
    } as const;
    const { placements, problems } = placesOf(frames, target, picture, found);
    expect(problems).toEqual([]);
    expect(placements.map(({ seen, whole }) => [seen.xMm, seen.widthMm, whole.xMm].map(Math.round))).toEqual([
      [190, 20, 190],
      [190, 20, 170],
    ]);
  });
});
