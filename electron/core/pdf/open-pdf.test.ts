import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { PdfFixture, hybridPdf, objectStreamPdf, onePage, onePagePdf } from './fixtures/pdf-fixture.ts';
import { openPdf } from './open-pdf.ts';
import { pageAt, pageCount } from './pages/page-tree.ts';
import { pdfReference } from './syntax/objects.ts';
import { objectsOfRevision } from './xref/revisions.ts';

function open(bytes: Uint8Array | string) {
  return openPdf(memorySource(typeof bytes === 'string' ? latin1Bytes(bytes) : bytes));
}

describe('openPdf', () => {
  it('reads tables, cross-reference streams and object streams', () => {
    for (const bytes of [
      onePagePdf(),
      new PdfFixture().objects(onePage()).xrefStream().bytes(),
      objectStreamPdf(),
    ]) {
      const document = open(bytes);
      expect(pageCount(document)).toBe(1);
      expect(document.revisions.map(({ end }) => end)).toEqual([bytes.length]);
    }
  });

  it('knows every revision: its end, its objects, and each object’s former value', () => {
    const fixture = new PdfFixture().objects(onePage()).table();
    const first = fixture.length;
    fixture.objects({ 3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>', 5: '(new)' }).table();
    const document = open(fixture.bytes());
    expect(document.revisions.map(({ end }) => end)).toEqual([first, fixture.length]);
    expect(document.revisions.map(objectsOfRevision)).toEqual([
      [0, 1, 2, 3, 4],
      [3, 5],
    ]);
    expect(document.locate(3)?.revision).toBe(1);
    expect(document.asOf(0).get(pdfReference(5)).kind).toBe('null');
    expect(document.get(pdfReference(5)).kind).toBe('string');
  });

  it('finds objects that a hybrid file hides in its stream', () => {
    expect(open(hybridPdf()).get(pdfReference(7))).toMatchObject({ kind: 'string' });
  });

  it('reads entries of nineteen bytes, which some writers make', () => {
    const text = latin1Text(onePagePdf()).replaceAll(/ ([nf]) \n/g, ' $1\n');
    expect(pageCount(open(text))).toBe(1);
  });

  it('gives null for an entry of another generation, a free one and none at all', () => {
    const document = open(onePagePdf());
    for (const reference of [pdfReference(1, 3), pdfReference(0, 65_535), pdfReference(99)]) {
      expect(document.get(reference).kind).toBe('null');
    }
  });

  const plain = latin1Text(onePagePdf());
  const start = /startxref\n(\d+)/.exec(plain)?.[1] ?? '';
  it.each([
    ['text', 'hello', 'NOT_A_PDF'],
    ['nothing', '', 'NOT_A_PDF'],
    ['bytes before the header', `junk\n${plain}`, 'PDF_JUNK_BEFORE_HEADER'],
    ['a file cut in the middle', plain.slice(0, 300), 'PDF_TRUNCATED'],
    ['a file without %%EOF', plain.replace('%%EOF', ''), 'PDF_TRUNCATED'],
    ['startxref into nowhere', plain.replace(/startxref\n\d+/, 'startxref\n99999999'), 'PDF_XREF_DAMAGED'],
    ['startxref into an object', plain.replace(/startxref\n\d+/, 'startxref\n20'), 'PDF_XREF_DAMAGED'],
    ['startxref of another text', plain.replace(/startxref\n\d+/, 'startxref\nfoo'), 'PDF_XREF_DAMAGED'],
    ['/Prev to itself', plain.replace('/Size', `/Prev ${start}/Size`), 'PDF_XREF_DAMAGED'],
    ['/Prev beyond the file', plain.replace('/Size', '/Prev 999999/Size'), 'PDF_XREF_DAMAGED'],
    ['a count beyond the file', plain.replace('3 1\n', '3 99999999\n'), 'PDF_XREF_DAMAGED'],
    ['an object number of 2^31', plain.replace('3 1\n', '2147483648 1\n'), 'PDF_OBJECT_NUMBER_TOO_LARGE'],
    ['a letter in an entry', plain.replace('00000 n', '0000x n'), 'PDF_XREF_DAMAGED'],
    ['an offset to another object', plain.replace('1 0 obj', '6 0 obj'), 'PDF_XREF_DAMAGED'],
    ['/Root that is no reference', plain.replace('/Root 1 0 R', '/Root 17'), 'PDF_DAMAGED'],
    ['two /Root', plain.replace('/Root 1 0 R', '/Root 1 0 R/Root 2 0 R'), 'PDF_DAMAGED'],
  ])('refuses %s', (_, text, code) => {
    expect(() => open(text)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses /Prev that rises, which only linearized files may have', () => {
    const second = new PdfFixture().objects(onePage()).table().objects({ 5: '(x)' }).table();
    const text = latin1Text(second.bytes());
    const offsets = [...text.matchAll(/startxref\n(\d+)/g)].map((match) => match[1]);
    const swapped = text
      .replace(`/Prev ${String(offsets[0])}`, '')
      .replace('/Size 5', `/Size 5/Prev ${String(offsets[1])}`);
    const first = swapped.lastIndexOf('startxref');
    const rising = `${swapped.slice(0, first)}startxref\n${String(offsets[0])}\n%%EOF\n`;
    expect(() => open(rising)).toThrow(expect.objectContaining({ code: 'PDF_XREF_DAMAGED' }));
  });

  it('opens an encrypted file so that its signatures can be found', () => {
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 5: '<</Filter/Standard>>' })
      .table('/Root 1 0 R/Encrypt 5 0 R');
    expect(open(bytes.bytes()).encrypted).toBe(true);
  });

  it('leaves the end of a revision open if its ending is not in order', () => {
    const text = plain.replace('startxref\n', `startxref\n${start}\nstartxref\n`);
    expect(open(text).revisions[0]?.end).toBeNull();
  });
});

describe('pages', () => {
  const withPages = (objects: Readonly<Record<number, string>>): Uint8Array =>
    new PdfFixture()
      .objects({ ...onePage(), ...objects })
      .table()
      .bytes();

  it('counts pages, also one that is listed twice, and passes attributes down', () => {
    const document = open(
      withPages({
        2: '<</Type/Pages/Kids[5 0 R 3 0 R 3 0 R]/Count 4/Rotate 90>>',
        5: '<</Type/Pages/Parent 2 0 R/Kids[6 0 R]/Count 1/MediaBox[0 0 10 20]>>',
        6: '<</Type/Page/Parent 5 0 R>>',
      }),
    );
    expect(() => pageCount(document)).toThrow(expect.objectContaining({ code: 'PDF_PAGE_TREE_DAMAGED' }));
    const right = open(
      withPages({
        2: '<</Type/Pages/Kids[5 0 R 3 0 R 3 0 R]/Count 3/Rotate 90>>',
        5: '<</Type/Pages/Parent 2 0 R/Kids[6 0 R]/Count 1/MediaBox[0 0 10 20]>>',
        6: '<</Type/Page/Parent 5 0 R>>',
      }),
    );
    expect(pageCount(right)).toBe(3);
    expect(Object.keys(pageAt(right, 0).inherited)).toEqual(['Rotate', 'MediaBox']);
    expect(pageAt(right, 'last').reference.objectNumber).toBe(3);
    expect(() => pageAt(right, 3)).toThrow(expect.objectContaining({ code: 'PAGE_NOT_FOUND' }));
    expect(() => pageAt(right, -1)).toThrow(expect.objectContaining({ code: 'PAGE_NOT_FOUND' }));
  });

  it.each([
    ['a node that is its own child', { 2: '<</Type/Pages/Kids[2 0 R]/Count 1>>' }],
    ['two nodes in a circle', { 2: '<</Kids[5 0 R]/Count 1>>', 5: '<</Kids[2 0 R]/Count 1>>' }],
    ['the same node twice', { 2: '<</Kids[5 0 R 5 0 R]/Count 2>>', 5: '<</Kids[3 0 R]/Count 1>>' }],
    ['a child that is missing', { 2: '<</Kids[9 0 R]/Count 1>>' }],
    ['a wrong /Count', { 2: '<</Kids[3 0 R]/Count 7>>' }],
  ])('refuses %s', (_, objects) => {
    expect(() => pageCount(open(withPages(objects)))).toThrow(
      expect.objectContaining({ code: 'PDF_PAGE_TREE_DAMAGED' }),
    );
  });

  it('does not read the whole file', () => {
    const filler = { entries: '', data: new Uint8Array(5_000_000) };
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 5: filler })
      .table()
      .bytes();
    let read = 0;
    const source = memorySource(bytes);
    const counting = (offset: number, length: number): Uint8Array => {
      read += length;
      return source.read(offset, length);
    };
    openPdf({ ...source, read: counting });
    expect(read).toBeLessThan(200_000);
  });
});
