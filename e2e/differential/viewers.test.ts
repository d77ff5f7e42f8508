import { describe, expect, it } from 'vitest';
import { sealPdf } from '../../electron/core/verification/fixtures/mini-world.ts';
import { temporaryFolder } from '../fixtures/demo-world.ts';
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
