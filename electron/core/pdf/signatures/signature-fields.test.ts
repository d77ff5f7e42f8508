import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { PdfFixture, onePage, type FixtureObjects } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { permissionSignatures, signatureFields } from './signature-fields.ts';

function documentWith(form: string, objects: FixtureObjects, catalog = '') {
  const fixture = new PdfFixture().objects({
    ...onePage(undefined, `/AcroForm${form}${catalog}`),
    ...objects,
  });
  return openPdf(memorySource(fixture.table().bytes()));
}

describe('signatureFields', () => {
  it('reads names, types and values down the tree, in both encodings', () => {
    const document = documentWith('<</Fields[5 0 R 8 0 R]>>', {
      5: '<</T<FEFF7532>/FT/Sig/Kids[6 0 R 7 0 R]>>',
      6: '<</T(one)/Parent 5 0 R/V<</Type/Sig>>>>',
      7: '<</T(two)/Parent 5 0 R/Lock<</Action/All>>>>',
      8: '<</T(amount)/FT/Tx>>',
    });
    expect(
      signatureFields(document).map(({ name, signature, lock }) => [name, signature !== null, lock !== null]),
    ).toEqual([
      ['甲.one', true, false],
      ['甲.two', false, true],
    ]);
  });

  it('gives tokens as written with their places, also for a signature inside its field', () => {
    const value = '<</Type/Sig/ByteRange[00 007 9 1]/Contents<AbC0>>>';
    const direct = documentWith('<</Fields[5 0 R]>>', { 5: `<</T(x)/FT/Sig/V ${value}>>` });
    const indirect = documentWith('<</Fields[5 0 R]>>', { 5: '<</T(x)/FT/Sig/V 6 0 R>>', 6: value });
    for (const document of [direct, indirect]) {
      const signature = signatureFields(document)[0]?.signature;
      const text = latin1Text(document.source.read(0, document.source.size));
      const at = text.indexOf('<AbC0>');
      expect(signature?.byteRange?.tokens).toEqual(['00', '007', '9', '1']);
      expect(signature?.contents).toEqual({
        bytes: Uint8Array.of(0xab, 0xc0),
        form: 'hex',
        span: { start: at, end: at + 6 },
      });
      expect(signature?.revision).toBe(0);
    }
  });

  it.each([
    ['an indirect /ByteRange', '/ByteRange 1 0 R/Contents<00>', { byteRange: { tokens: null } }],
    ['references in /ByteRange', '/ByteRange[0 1 2 3 0 R]/Contents<00>', { byteRange: { tokens: null } }],
    ['no /ByteRange', '/Contents<00>', { byteRange: null }],
    ['a literal /Contents', '/ByteRange[]/Contents(x)', { contents: { form: 'literal' } }],
    ['/Contents null', '/ByteRange[]/Contents null', { contents: { form: 'other', bytes: null } }],
    ['no /Contents', '/ByteRange[0 1 2 3]', { contents: null }],
  ])('reports %s without a throw', (_, entries, expected) => {
    const document = documentWith('<</Fields[5 0 R]>>', { 5: `<</T(x)/FT/Sig/V<<${entries}>>>>` });
    expect(signatureFields(document)[0]?.signature).toMatchObject(expected);
  });

  it('refuses fields in a circle', () => {
    const document = documentWith('<</Fields[5 0 R]>>', { 5: '<</T(x)/FT/Sig/Kids[5 0 R]>>' });
    expect(() => signatureFields(document)).toThrow(expect.objectContaining({ code: 'PDF_DAMAGED' }));
  });

  it('finds none without a form', () => {
    expect(
      signatureFields(openPdf(memorySource(new PdfFixture().objects(onePage()).table().bytes()))),
    ).toEqual([]);
  });
});

describe('permissionSignatures', () => {
  it('tells certification from usage rights', () => {
    const objects = { 5: '<</Type/Sig/Reason(a)>>', 6: '<</Type/Sig/Reason(b)>>' };
    const both = documentWith('<</Fields[]>>', objects, '/Perms<</DocMDP 5 0 R/UR3 6 0 R>>');
    const { docMdp, usageRights } = permissionSignatures(both);
    expect([docMdp?.reference?.objectNumber, usageRights?.reference?.objectNumber]).toEqual([5, 6]);
    expect(permissionSignatures(documentWith('<</Fields[]>>', {}))).toEqual({
      docMdp: null,
      usageRights: null,
    });
  });
});
