import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { qpdfFindings, rewrittenByQpdf } from '../../../e2e/peers/qpdf.ts';
import { RENDERERS } from '../../../e2e/peers/render-page.ts';
import { findTestCard, testCardPng } from '../../../e2e/peers/test-card.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { PdfFixture, hybridPdf, objectStreamPdf, onePage, onePagePdf } from '../pdf/fixtures/pdf-fixture.ts';
import { dateOf, textOf } from '../pdf/forms/text-string.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pageAt } from '../pdf/pages/page-tree.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { sealBytes, sealRequest } from './fixtures/seal-bytes.ts';
import type { SealRequest } from './seal-request.ts';

const card = testCardPng();
const OBJECT_STREAMS = '--object-streams=generate';

function seal(pdf: Uint8Array, changes: Partial<SealRequest> = {}) {
  return sealBytes(pdf, sealRequest(card, changes));
}

function fieldsOf(pdf: Uint8Array) {
  return signatureFields(openPdf(memorySource(pdf)));
}

const sharedArrayPdf = new PdfFixture()
  .objects({ ...onePage('/MediaBox[0 0 595 842]/Annots 6 0 R', '/AcroForm<</Fields 6 0 R>>'), 6: '[]' })
  .table()
  .bytes();
const twoRevisions = new PdfFixture().objects(onePage()).table().objects({ 6: '(x)' }).table().bytes();

describe('a sealed file', () => {
  it.each([
    ['a table', onePagePdf()],
    ['a cross-reference stream', new PdfFixture().objects(onePage()).xrefStream().bytes()],
    ['object streams', objectStreamPdf()],
    ['a table and a hidden stream', hybridPdf()],
    ['several revisions', twoRevisions],
    ['a linearized file', rewrittenByQpdf(onePagePdf(), '--linearize')],
    ['a linearized file with object streams', rewrittenByQpdf(onePagePdf(), '--linearize', OBJECT_STREAMS)],
    ['object streams by qpdf', rewrittenByQpdf(onePagePdf(), OBJECT_STREAMS)],
    ['no line end at its end', onePagePdf().slice(0, -1)],
    ['annotations of its own', onePagePdf('/MediaBox[0 0 595 842]/Annots[]')],
    ['one array for fields and annotations', sharedArrayPdf],
    ['an empty form in the catalog', onePagePdf(undefined, '/AcroForm<</Fields[]/DA(/Helv 0 Tf)>>')],
  ])('keeps the original of %s and is clean in qpdf', (_, pdf) => {
    const { bytes, prepared } = seal(pdf);
    expect(bytes.subarray(0, pdf.length)).toEqual(pdf);
    expect(qpdfFindings(bytes)).toEqual([]);
    const [field] = fieldsOf(bytes);
    expect(field?.name).toBe('Seal1');
    expect(field?.signature?.byteRange?.tokens?.map(Number)).toEqual(prepared.byteRange);
    expect(openPdf(memorySource(bytes)).revisions.at(-1)?.end).toBe(bytes.length);
  });

  it('keeps the style of the cross-reference section', () => {
    const kinds = [onePagePdf(), objectStreamPdf()].map((pdf) => {
      return openPdf(memorySource(seal(pdf).bytes)).revisions.at(-1)?.sections[0]?.kind;
    });
    expect(kinds).toEqual(['table', 'stream']);
  });

  it('is hashed without the hexadecimal string of /Contents', () => {
    const { bytes, prepared, hashed } = seal(onePagePdf());
    const [, gapStart, gapEnd, rest] = prepared.byteRange;
    expect(gapEnd + rest).toBe(bytes.length);
    expect(latin1Text(bytes.subarray(gapStart, gapEnd))).toMatch(/^<3000(00)*>$/);
    const covered = concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd));
    const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
    expect(digest(hashed)).toBe(digest(covered));
    const contents = fieldsOf(bytes)[0]?.signature?.contents;
    expect(contents?.span).toEqual({ start: gapStart, end: gapEnd });
    expect(contents?.bytes?.length).toBe(2048);
  });

  it('states who sealed it, why, where and when', () => {
    const { bytes } = seal(onePagePdf(), { location: '上海 (浦东)' });
    const entries = fieldsOf(bytes)[0]?.signature?.dictionary.entries;
    expect(entries?.get('Filter')).toMatchObject({ value: 'Gomain.GMPkiLite' });
    expect(entries?.get('SubFilter')).toMatchObject({ value: 'GM.sm2seal' });
    expect(textOf(entries?.get('Name'))).toBe('示例有限公司');
    expect(textOf(entries?.get('Reason'))).toBe('approval');
    expect(textOf(entries?.get('Location'))).toBe('上海 (浦东)');
    expect(textOf(entries?.get('M'))).toBe("D:20260102110405+08'00'");
    expect(dateOf(entries?.get('M'))).toEqual(new Date('2026-01-02T03:04:05Z'));
  });

  it('takes a second and a third seal, which keep the bytes before them', () => {
    for (const pdf of [onePagePdf(), objectStreamPdf()]) {
      const first = seal(pdf).bytes;
      const second = seal(first).bytes;
      const third = seal(second).bytes;
      expect(second.subarray(0, first.length)).toEqual(first);
      expect(third.subarray(0, second.length)).toEqual(second);
      expect(fieldsOf(third).map(({ name, signature }) => [name, signature?.revision])).toEqual([
        ['Seal1', 1],
        ['Seal2', 2],
        ['Seal3', 3],
      ]);
      expect(qpdfFindings(third)).toEqual([]);
    }
  });

  it('keeps the first half of /ID and renews the second', () => {
    const pdf = new PdfFixture().objects(onePage()).table('/Root 1 0 R/ID[<aa><bb>]').bytes();
    expect(latin1Text(seal(pdf).bytes)).toContain(`/ID [<aa> <${'07'.repeat(16)}>]`);
  });
});

describe('an existing field', () => {
  const withField = (field: string, widget?: string): Uint8Array => {
    const objects = { 6: field, ...(widget === undefined ? {} : { 7: widget }) };
    const annotation = widget === undefined ? 6 : 7;
    const page = `/MediaBox[0 0 595 842]/Annots[${String(annotation)} 0 R]`;
    const base = onePage(page, '/AcroForm<</Fields[6 0 R]/SigFlags 1>>');
    return new PdfFixture()
      .objects({ ...base, ...objects })
      .table()
      .bytes();
  };
  const merged = '/Type/Annot/Subtype/Widget/FT/Sig/T(Party A)/Rect[100 100 300 200]/P 3 0 R/F 4';
  const target = { kind: 'field', name: 'Party A' } as const;

  it('is filled with the picture in its centre, and keeps its rectangle', () => {
    const { bytes, prepared } = seal(withField(`<<${merged}>>`), { target });
    const [field] = fieldsOf(bytes);
    expect(fieldsOf(bytes)).toHaveLength(1);
    expect(latin1Text(bytes)).toContain('/Rect [100 100 300 200]');
    expect(field?.signature).not.toBeNull();
    expect(prepared.places[0]?.seen.xMm).toBeCloseTo((200 * 25.4) / 72 - 10, 3);
    expect(qpdfFindings(bytes)).toEqual([]);
  });

  it('grows around its centre if it is smaller than the seal', () => {
    const small = merged.replace('[100 100 300 200]', '[200 200 210 205]');
    const { bytes } = seal(withField(`<<${small}>>`), { target });
    expect(latin1Text(bytes)).toMatch(/\/Rect \[176\.65\d+ 188\.3\d+ 233\.3\d+ 216\.6\d+\]/);
  });

  it('may have its widget in a dictionary of its own', () => {
    const field = '<</FT/Sig/T(Party A)/Kids[7 0 R]>>';
    const widget = '<</Type/Annot/Subtype/Widget/Parent 6 0 R/Rect[100 100 300 200]>>';
    const { bytes } = seal(withField(field, widget), { target });
    expect(fieldsOf(bytes)[0]?.signature).not.toBeNull();
    expect(qpdfFindings(bytes)).toEqual([]);
  });

  it.each([
    ['that is missing', withField(`<<${merged}>>`), 'Party B', 'FIELD_NOT_FOUND'],
    ['that is signed', seal(withField(`<<${merged}>>`), { target }).bytes, 'Party A', 'FIELD_ALREADY_SIGNED'],
    ['that is read-only', withField(`<<${merged}/Ff 1>>`), 'Party A', 'FIELD_LOCKED'],
    ['that no page shows', withField(`<<${merged}>>`, '<</Subtype/Widget>>'), 'Party A', 'FIELD_NOT_FOUND'],
  ])('%s is refused', (_, pdf, name, code) => {
    expect(() => seal(pdf, { target: { kind: 'field', name } })).toThrow(expect.objectContaining({ code }));
  });
});

describe('prepareSeal', () => {
  const signedWith = (signature: string, field = ''): Uint8Array => {
    const objects = {
      ...onePage('/MediaBox[0 0 595 842]', '/AcroForm<</Fields[6 0 R]/SigFlags 3>>/Perms<</DocMDP 7 0 R>>'),
      6: `<</FT/Sig/T(Author)/V 7 0 R${field}>>`,
      7: `<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>${signature}>>`,
    };
    return new PdfFixture().objects(objects).table().bytes();
  };
  const transform = (method: string, parameters: string): string =>
    `/Reference[<</Type/SigRef/TransformMethod/${method}/TransformParams<<${parameters}>>>>]`;

  it.each([
    [
      'encrypted',
      new PdfFixture()
        .objects({ ...onePage(), 5: '<<>>' })
        .table('/Root 1 0 R/Encrypt 5 0 R')
        .bytes(),
      'PDF_ENCRYPTION_DAMAGED',
    ],
    ['a dynamic form', onePagePdf(undefined, '/NeedsRendering true'), 'PDF_DYNAMIC_FORM'],
    ['certified against changes', signedWith(transform('DocMDP', '/P 1')), 'PDF_CERTIFIED_NO_CHANGES'],
    [
      'locked against changes',
      signedWith('', '/Lock<</Action/Include/Fields[]/P 1>>'),
      'PDF_CERTIFIED_NO_CHANGES',
    ],
    ['locked for all fields', signedWith(transform('FieldMDP', '/Action/All')), 'FIELD_LOCKED'],
    [
      'locked for all fields but some',
      signedWith(transform('FieldMDP', '/Action/Exclude/Fields[(x)]')),
      'FIELD_LOCKED',
    ],
    [
      'text behind its end',
      concatBytes(onePagePdf(), latin1Bytes('4 0 obj (shadow) endobj\n')),
      'PDF_DAMAGED',
    ],
    [
      'two values of a key, of which readers show one or the other',
      onePagePdf('/MediaBox[0 0 595 842]/Rotate 0/Rotate 90'),
      'PDF_DAMAGED',
    ],
    [
      'two entries for an object, of which readers take one or the other',
      new PdfFixture().objects(onePage()).table(undefined, '4 1\n0000000015 00000 n \n').bytes(),
      'PDF_XREF_DAMAGED',
    ],
    [
      'an absurd /Size',
      latin1Bytes(latin1Text(onePagePdf()).replace('/Size 5', '/Size 999999999999')),
      'PDF_OBJECT_NUMBER_TOO_LARGE',
    ],
    [
      'an object that is elsewhere',
      latin1Bytes(latin1Text(onePagePdf()).replace('4 0 obj', '5 0 obj')),
      'PDF_XREF_DAMAGED',
    ],
  ])('refuses a document that is, or has, %s', (_, pdf, code) => {
    expect(() => seal(pdf)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['allows signing', signedWith(transform('DocMDP', '/P 2'))],
    ['locks other fields', signedWith(transform('FieldMDP', '/Action/Include/Fields[(Amount)]'))],
  ])('takes a document that %s', (_, pdf) => {
    expect(fieldsOf(seal(pdf).bytes).map(({ name }) => name)).toEqual(['Author', 'Seal1']);
  });

  it.each([
    ['left', -0.1 + 10, 80],
    ['top', 60, 4.9],
    ['right', 205, 80],
    ['bottom', 60, 297],
  ])('refuses a place over the %s edge', (_, xMm, yMm) => {
    const target = { kind: 'place', page: 0, xMm, yMm } as const;
    expect(() => seal(onePagePdf(), { target })).toThrow(expect.objectContaining({ code: 'SEAL_OFF_PAGE' }));
  });

  it('refuses a page that does not exist and a picture that is none', () => {
    const target = { kind: 'place', page: 1, xMm: 50, yMm: 50 } as const;
    expect(() => seal(onePagePdf(), { target })).toThrow(expect.objectContaining({ code: 'PAGE_NOT_FOUND' }));
    const picture = { data: latin1Bytes('<svg/>'), widthMm: 20, heightMm: 10 };
    expect(() => seal(onePagePdf(), { picture })).toThrow(
      expect.objectContaining({ code: 'SEAL_PICTURE_UNSUPPORTED' }),
    );
  });

  it('refuses a signature longer than its room', () => {
    expect(() => sealBytes(onePagePdf(), sealRequest(card), new Uint8Array(2049))).toThrow(RangeError);
  });
});

describe('the picture of a seal', () => {
  const boxes = ['/MediaBox[0 0 400 500]', '/MediaBox[-50 450 350 -50]/CropBox[0 20 300 440]'];
  const turns = [0, 90, 180, 270, -90];
  const units = ['', '/UserUnit 2.5'];
  const cases = boxes.flatMap((box) =>
    turns.flatMap((turn) => units.map((unit) => `${box}/Rotate ${String(turn)}${unit}`)),
  );

  it.each(cases)('is upright, of true size and in its place on a page with %s', (page) => {
    const { bytes, prepared } = seal(onePagePdf(page), {
      target: { kind: 'place', page: 0, xMm: 40, yMm: 60 },
    });
    const { widthMm, heightMm } = pageSize(bytes);
    for (const render of Object.values(RENDERERS)) {
      const found = findTestCard(render(bytes, 1));
      expect(found?.upright).toBe(true);
      const { xMm, yMm } = prepared.places[0]?.seen ?? { xMm: NaN, yMm: NaN };
      expect(Math.abs((found?.left ?? 0) * widthMm - xMm)).toBeLessThan(0.5);
      expect(Math.abs((found?.top ?? 0) * heightMm - yMm)).toBeLessThan(0.5);
      expect(Math.abs((found?.right ?? 0) * widthMm - xMm - 20)).toBeLessThan(0.5);
      expect(Math.abs((found?.bottom ?? 0) * heightMm - yMm - 10)).toBeLessThan(0.5);
    }
  });
});

function pageSize(pdf: Uint8Array) {
  const document = openPdf(memorySource(pdf));
  return pageGeometry(document, pageAt(document, 0));
}
