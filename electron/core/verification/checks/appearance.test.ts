import { describe, expect, it } from 'vitest';
import { makeHarness } from '../fixtures/harness.ts';
import { samplePicture, sealContent } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { summary, sealedBy } = harness;

describe('checkAppearance', () => {
  it('refuses another picture than the seal’s', async () => {
    const shown = { ...sealContent(harness.first).picture, data: samplePicture(100) };
    expect(await summary(await sealedBy({ shown }))).toEqual(['invalid', 'APPEARANCE_MISMATCH']);
  });

  it('refuses the picture in another size', async () => {
    const shown = { ...sealContent(harness.first).picture, widthMm: 50, heightMm: 50 };
    expect(await summary(await sealedBy({ shown }))).toEqual(['invalid', 'APPEARANCE_SIZE_MISMATCH']);
  });
});
