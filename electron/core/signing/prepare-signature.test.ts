import { describe, expect, it } from 'vitest';
import { qpdfFindings } from '../../../e2e/peers/qpdf.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { PdfFixture, onePage, onePagePdf } from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { isName } from '../pdf/syntax/objects.ts';
import { digestPrepared, embedSignature } from './prepared-signature.ts';
import { prepareSignature, type SignatureRequest } from './prepare-signature.ts';

const REQUEST: SignatureRequest = {
  ...{ field: null, format: 'cms' },
  name: 'RSA Signer',
  signedAt: new Date('2026-01-02T03:04:05Z'),
  random: (length) => new Uint8Array(length).fill(7),
  reservedLength: 2048,
};

const withField = (entries: string): Uint8Array =>
  new PdfFixture()
    .objects({
      ...onePage('/MediaBox[0 0 595 842]/Annots[6 0 R]', '/AcroForm<</Fields[6 0 R]>>'),
      6: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Here)/Rect[50 50 150 100]/P 3 0 R${entries}>>`,
    })
    .table()
    .bytes();

/** Runs all stages in memory with a placeholder in place of a signature value. */
function sign(pdf: Uint8Array, changes: Partial<SignatureRequest> = {}) {
  const source = memorySource(pdf);
  const prepared = prepareSignature(openPdf(source), { ...REQUEST, ...changes });
  const written: Uint8Array[] = [];
  const hashed: Uint8Array[] = [];
  const hasher = {
    update: (bytes: Uint8Array) => void hashed.push(bytes.slice()),
    digest: () => new Uint8Array(16).fill(7),
  };
  const sink = { write: (bytes: Uint8Array) => void written.push(bytes.slice()) };
  const digested = digestPrepared(source, prepared, sink, hasher);
  const bytes = concatBytes(...written);
  const patch = embedSignature(digested, Uint8Array.of(0x30, 0));
  bytes.set(patch.bytes, patch.offset);
  return { bytes, prepared, hashed: concatBytes(...hashed) };
}

describe('a signed file', () => {
  it.each([
    ['no form', onePagePdf(), null, 'Signature1'],
    [
      'a cross-reference stream',
      new PdfFixture().objects(onePage()).xrefStream().bytes(),
      null,
      'Signature1',
    ],
    ['an empty field', withField(''), 'Here', 'Here'],
  ])('keeps the original with %s, names the format and is clean in qpdf', (_, pdf, field, name) => {
    const { bytes, prepared, hashed } = sign(pdf, { field });
    expect(bytes.subarray(0, pdf.length)).toEqual(pdf);
    expect(qpdfFindings(bytes)).toEqual([]);
    const document = openPdf(memorySource(bytes));
    const [signed] = signatureFields(document);
    const dictionary = signed?.signature?.dictionary;
    expect(signed?.name).toBe(name);
    expect(signed?.signature?.byteRange?.tokens?.map(Number)).toEqual(prepared.byteRange);
    expect(dictionary && isName(document.entry(dictionary, 'Filter'), 'Adobe.PPKLite')).toBe(true);
    expect(dictionary && isName(document.entry(dictionary, 'SubFilter'), 'adbe.pkcs7.detached')).toBe(true);
    const [, before, behind] = prepared.byteRange;
    expect(hashed).toEqual(concatBytes(bytes.subarray(0, before), bytes.subarray(behind)));
  });

  it('shows nothing in a new field, and keeps the place of an old one', () => {
    const rectangles = [sign(onePagePdf()), sign(withField(''), { field: 'Here' })].map(({ bytes }) => {
      const [field] = signatureFields(openPdf(memorySource(bytes)));
      const rectangle = field?.widgets[0]?.dictionary.entries.get('Rect');
      return rectangle?.kind === 'array'
        ? rectangle.items.map((item) => (item as { text: string }).text)
        : [];
    });
    expect(rectangles).toEqual([
      ['0', '0', '0', '0'],
      ['50', '50', '150', '100'],
    ]);
  });
});

describe('a file that must not be signed', () => {
  it.each([
    ['a field that is not there', onePagePdf(), 'Here', 'FIELD_NOT_FOUND'],
    ['a field that is signed', sign(withField(''), { field: 'Here' }).bytes, 'Here', 'FIELD_ALREADY_SIGNED'],
  ])('is refused: %s', (_, pdf, field, code) => {
    expect(() => sign(pdf, { field })).toThrow(expect.objectContaining({ code }));
  });
});
