import { describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import { claimedPlaces } from '../../electron/core/pdf/signatures/seal-places.ts';
import { appendRevision, objectBody } from '../../electron/core/verification/fixtures/append-revision.ts';
import { sealPdf } from '../../electron/core/verification/fixtures/mini-world.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { FORGED_CONTENT, sealedBases } from './attacks/base.ts';
import { appended, harmless } from './attacks/section.ts';
import { makeCircle } from './circle.ts';
import { judge } from './oracle.ts';
import { differencesOf } from './viewers/compare.ts';

const circle = await makeCircle(temporaryFolder());
const { world, viewers } = circle;
const bases = await sealedBases(world);

describe.each(bases.map((base) => [base.name, base] as const))('a sealed contract, %s', (_name, base) => {
  it('is valid, and every viewer shows its page', async () => {
    expect(await judge(base.pdf, circle)).toEqual({ verdict: 'valid', reasons: [], unnamed: [] });
    for (const drawing of (await viewers.drawKept(base.pdf)).values()) {
      expect(drawing).toMatchObject({ pageCount: 1, pages: [{ width: expect.any(Number) as number }] });
    }
  });

  it('looks different in every viewer when its content is replaced, which the verdict names', async () => {
    const changed = appended(base, [{ number: base.content, body: FORGED_CONTENT }]);
    const differences = differencesOf(await viewers.drawKept(base.pdf), await viewers.draw(changed), []);
    expect(differences.map(({ viewer }) => viewer)).toEqual(viewers.names);
    expect(Math.min(...differences.map(({ pixels }) => pixels))).toBeGreaterThan(500);
    expect(await judge(changed, circle)).toMatchObject({ verdict: 'invalid', reasons: ['MODIFIED_SINCE'] });
  });

  it('looks different only at the place of a second seal', async () => {
    const target = { kind: 'place', page: 0, xMm: 25, yMm: 70 } as const;
    const twice = await sealPdf(world, base.pdf, { signer: world.second, target });
    const before = await viewers.drawKept(base.pdf);
    expect(differencesOf(before, await viewers.draw(twice), [])).toHaveLength(viewers.names.length);
    expect(await judge(twice, circle)).toEqual({
      verdict: 'valid',
      reasons: ['SEALED_AGAIN_SINCE'],
      unnamed: [],
    });
  });
});

describe('a sealed contract with a table', () => {
  it('looks as before with other document information', async () => {
    for (const base of bases.filter(({ name }) => name !== 'object streams')) {
      expect(await judge(appended(base, [harmless(base)]), circle)).toEqual({
        verdict: 'valid',
        reasons: ['EXTENDED_SINCE'],
        unnamed: [],
      });
    }
  });
});

describe('a seal in several places', () => {
  const sheet = { 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>' };
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 420]';
  const plain = new PdfFixture()
    .objects({ ...sheet, 3: `${page}>>`, 4: `${page}/Rotate 90>>`, 5: `${page}/Rotate 180>>` })
    .table()
    .bytes();
  const pages = [{ kind: 'all' }] as const;
  const slices = { kind: 'straddle', edge: 'right', pages, alongMm: 110, firstShare: null } as const;
  const target = {
    kind: 'list',
    field: null,
    places: [
      { kind: 'point', pages, xMm: 50, yMm: 40 },
      { ...slices, minimumMm: 2, group: null, facing: false },
    ],
  } as const;

  it('looks alike in every viewer, and changes no page elsewhere', async () => {
    const sealed = await sealPdf(world, plain, { signer: world.first, target });
    const [before, after] = [await viewers.drawKept(plain), await viewers.drawKept(sealed)];
    const shown = differencesOf(before, after, []);
    expect(shown).toHaveLength(viewers.names.length * 3);
    // 40 × 40 mm and a third of it, at 48 dots an inch.
    const expected = (40 / 25.4) ** 2 * 48 ** 2 * (4 / 3);
    for (const { pixels } of shown) expect(Math.abs(pixels / expected - 1)).toBeLessThan(0.05);
    const areas = [0, 1, 2].flatMap((at) => [
      { page: at, xMm: 30, yMm: 20, widthMm: 40, heightMm: 40 },
      { page: at, xMm: (420 * 25.4) / 72 - 40 / 3, yMm: 90, widthMm: 40 / 3, heightMm: 40 },
    ]);
    expect(differencesOf(before, after, areas)).toEqual([]);
    expect(await judge(sealed, circle)).toEqual({ verdict: 'valid', reasons: [], unnamed: [] });
  });

  it('looks different in every viewer without one of its slices, which the verdict names', async () => {
    const sealed = await sealPdf(world, plain, { signer: world.first, target });
    const [place] = claimedPlaces(openPdf(memorySource(sealed))).slice(-1);
    const number = place?.reference?.objectNumber ?? 0;
    // Hidden rather than freed: PDFium and Poppler go on showing an object that a table marks free.
    const hidden = objectBody(sealed, number).replace('/F 708', '/F 710');
    const cut = appendRevision(sealed, { [number]: hidden });
    const differences = differencesOf(await viewers.drawKept(sealed), await viewers.draw(cut), []);
    expect(differences.map(({ viewer, page: at }) => [viewer, at])).toEqual(
      viewers.names.map((name) => [name, 2]),
    );
    expect(await judge(cut, circle)).toMatchObject({ verdict: 'invalid' });
  });
});
