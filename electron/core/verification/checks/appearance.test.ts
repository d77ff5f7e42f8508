import { describe, expect, it } from 'vitest';
import { makeHarness } from '../fixtures/harness.ts';
import { samplePicture, sealContent } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { summary, sealedBy } = harness;

describe('what the page shows', () => {
  it('another picture than the seal', async () => {
    const shown = { ...sealContent(harness.first).picture, data: samplePicture(100) };
    expect(await summary(await sealedBy({ shown }))).toEqual(['invalid', 'APPEARANCE_MISMATCH']);
  });

  it('the picture in another size', async () => {
    const shown = { ...sealContent(harness.first).picture, widthMm: 50, heightMm: 50 };
    expect(await summary(await sealedBy({ shown }))).toEqual(['invalid', 'APPEARANCE_SIZE_MISMATCH']);
  });
});
