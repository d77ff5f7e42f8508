import { describe, expect, it } from 'vitest';
import { appendRevision } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { sealPdf } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { verify, summary, sealedBy } = harness;
const sealed = await sealedBy();

describe('sealed again', () => {
  it('by another party leaves both valid', async () => {
    const target = { kind: 'place', page: 0, xMm: 120, yMm: 200 } as const;
    const twice = await sealPdf(harness, sealed, { signer: harness.second, target });
    const { verdict, signatures } = await verify(twice);
    expect([
      verdict,
      ...signatures.map(({ reasons, coversWholeFile }) => [reasons, coversWholeFile]),
    ]).toEqual(['valid', [['SEALED_AGAIN_SINCE'], false], [[], true]]);
    expect(signatures[0]?.checks.coverage.code).toBe('COVERS_REVISION');
  });
});

describe('later revisions that change what is shown', () => {
  const append = (objects: string): Uint8Array => appendRevision(sealed, objects);

  it.each([
    ['other page content', '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n'],
    ['another page tree', '2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n'],
  ])('%s', async (_name, objects) => {
    expect(await summary(append(objects))).toEqual(['invalid', 'MODIFIED_SINCE']);
  });

  it('an object that nothing leads to is not explained', async () => {
    expect(await summary(append('900 0 obj<</Type/Font>>endobj\n'))).toEqual([
      'indeterminate',
      'CHANGES_UNEXPLAINED',
    ]);
  });
});
