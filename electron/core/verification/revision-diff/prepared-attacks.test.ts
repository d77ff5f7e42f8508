import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { onePage, PdfFixture, type FixtureObjects } from '../../pdf/fixtures/pdf-fixture.ts';
import { appendRevision, objectBody } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { sealPdf } from '../fixtures/mini-world.ts';

const harness = await makeHarness();
const { summary, first } = harness;

interface Plan {
  readonly page?: string;
  readonly catalog?: string;
  readonly trailer?: string;
  readonly objects?: FixtureObjects;
}

/** Makes a document whose author prepared something before the other party sealed it. */
function sealedAsPrepared({
  page = '',
  catalog = '',
  trailer = '',
  objects = {},
}: Plan): Promise<Uint8Array> {
  const pdf = new PdfFixture()
    .objects({
      ...onePage(undefined, catalog),
      3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R${page}>>`,
      ...objects,
    })
    .table(`/Root 1 0 R${trailer}`)
    .bytes();
  return sealPdf(harness, pdf, { signer: first });
}

const OTHER_CONTENT = '<</Length 1>>\nstream\nq\nendstream';

describe('an object that its role hides and a page shows all the same', () => {
  it('is found as metadata that are the content of a page', async () => {
    const sealed = await sealedAsPrepared({ catalog: '/Metadata 4 0 R' });
    expect((await summary(appendRevision(sealed, { 4: OTHER_CONTENT })))[0]).toBe('invalid');
  });

  it('is found as document information that names the fonts of a page', async () => {
    const sealed = await sealedAsPrepared({
      page: '/Resources<</Font 7 0 R>>',
      trailer: '/Info 7 0 R',
      objects: { 7: '<</F1 8 0 R>>', 8: '<</Type/Font>>' },
    });
    const swapped = appendRevision(sealed, { 7: '<</F1 90 0 R>>', 90: '<</Type/Font>>' }, '/Info 7 0 R');
    expect((await summary(swapped))[0]).toBe('invalid');
  });

  it('is found as a list of validation data that a page uses', async () => {
    const sealed = await sealedAsPrepared({
      page: '/Shown 7 0 R',
      catalog: '/DSS<</Certs 7 0 R>>',
      objects: { 7: '[]' },
    });
    const grown = appendRevision(sealed, { 7: '[90 0 R]', 90: '<</Subtype/Stamp>>' });
    expect((await summary(grown))[0]).toBe('invalid');
  });

  it('is found behind an object that only other readers can parse', async () => {
    const sealed = await sealedAsPrepared({
      page: '/Resources<</Font 8 0 R>>',
      trailer: '/Info 7 0 R',
      objects: { 7: '<</Producer(x)>>', 8: '<</F1 7 0 R /F2 >>' },
    });
    const changed = appendRevision(sealed, { 7: '<</Producer(y)>>' }, '/Info 7 0 R');
    expect(await summary(changed)).toEqual(['indeterminate', 'CHANGES_UNEXPLAINED']);
  });

  it('may still change if no page needs it', async () => {
    const sealed = await sealedAsPrepared({ trailer: '/Info 7 0 R', objects: { 7: '<</Producer(x)>>' } });
    const changed = appendRevision(sealed, { 7: '<</Producer(y)>>' }, '/Info 7 0 R');
    expect(await summary(changed)).toEqual(['valid', 'EXTENDED_SINCE']);
  });
});

describe('a reference that leads nowhere until a later revision fills it', () => {
  it('is found even in objects that cannot be parsed', async () => {
    const sealed = await sealedAsPrepared({
      page: '/Resources<</Font 7 0 R>>',
      objects: { 7: '<</F1 99 0 R /F2 >>' },
    });
    const catalog = objectBody(sealed, 1).replace(/>>$/, '/DSS<</Certs[99 0 R]>>>>');
    const filled = appendRevision(sealed, { 1: catalog, 99: '<</Type/Font>>' });
    expect(await summary(filled)).toEqual(['indeterminate', 'CHANGES_UNEXPLAINED']);
  });
});

describe('a later cross-reference section', () => {
  it('hides an object from every reference by another generation', async () => {
    const sealed = await sealedAsPrepared({});
    const same = appendRevision(sealed, { 4: objectBody(sealed, 4) });
    const tail = latin1Text(same.subarray(sealed.length));
    const hidden = tail.replace('4 0 obj', '4 1 obj').replace(' 00000 n', ' 00001 n');
    expect(await summary(same)).toEqual(['valid']);
    expect(await summary(concatBytes(sealed, latin1Bytes(hidden)))).toEqual(['invalid', 'MODIFIED_SINCE']);
  });

  it('shows different readers different objects by two entries for one', async () => {
    const sealed = await sealedAsPrepared({});
    const changed = appendRevision(sealed, { 4: OTHER_CONTENT });
    const offset = String(latin1Text(sealed).indexOf('\n4 0 obj') + 1).padStart(10, '0');
    const tail = latin1Text(changed.subarray(sealed.length));
    const doubled = tail.replace('xref\n4 1\n', `xref\n4 1\n${offset} 00000 n \n4 1\n`);
    expect(doubled).not.toBe(tail);
    expect(await summary(concatBytes(sealed, latin1Bytes(doubled)))).toEqual([
      'invalid',
      'MODIFIED_SINCE',
      'SECTION_NOT_CANONICAL',
    ]);
  });

  it('is not believed if its hidden stream contradicts its table', async () => {
    const sealed = await sealedAsPrepared({});
    const offset = latin1Text(sealed).indexOf('\n4 0 obj') + 1;
    const size = Math.max(
      ...[...latin1Text(sealed).matchAll(/\/Size (\d+)/g)].map(([, text]) => Number(text)),
    );
    const row = String.fromCharCode(1, sealed.length >> 8, sealed.length & 255, 0);
    const stream = `<</Type/XRef/Size ${String(size + 1)}/W[1 2 1]/Index[4 1]/Length 4>>\nstream\n${row}\nendstream`;
    const hidden = appendRevision(sealed, { [size]: stream });
    const at = latin1Text(hidden).lastIndexOf(`${String(size)} 0 obj`);
    const tail = latin1Text(hidden.subarray(sealed.length));
    const table = `xref\n4 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
    const hybrid = tail.replace('xref\n', table).replace('trailer\n<<', `trailer\n<</XRefStm ${String(at)}`);
    expect(await summary(concatBytes(sealed, latin1Bytes(hybrid)))).toEqual([
      'invalid',
      'SECTION_NOT_CANONICAL',
      'CHANGES_UNEXPLAINED',
    ]);
  });
});
