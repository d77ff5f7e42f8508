import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { objectStreamPdf, onePage, onePagePdf, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { signatureFields } from '../../pdf/signatures/signature-fields.ts';
import { type AppendedObjects, appendRevision, objectBody } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';
import { sealPdf } from '../fixtures/mini-world.ts';
import { compareVersions, type RevisionDifference } from './compare-versions.ts';

/** Compares the last revision of a file with the one before. */
function lastChange(pdf: Uint8Array): RevisionDifference {
  const document = openPdf(memorySource(pdf));
  return compareVersions(document.asOf(document.revisions.length - 2), document);
}

const SIGNATURE = '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>';
const WIDGET = '<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/Rect[0 0 9 9]/P 3 0 R/V 21 0 R>>';
const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>/Annots[20 0 R]>>';
const PLAIN_CATALOG = '<</Type/Catalog/Pages 2 0 R';

describe('a certified document', () => {
  const certified = (permission: number): Uint8Array =>
    new PdfFixture()
      .objects({
        ...onePage('/MediaBox[0 0 9 9]', '/Perms<</DocMDP 10 0 R>>'),
        10: `<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${String(permission)}>>>>]>>`,
      })
      .table()
      .bytes();
  const signed: AppendedObjects = {
    1: `${PLAIN_CATALOG}/Perms<</DocMDP 10 0 R>>/AcroForm<</Fields[20 0 R]/SigFlags 3>>>>`,
    3: PAGE,
    20: WIDGET,
    21: SIGNATURE,
  };

  it.each([
    [1, ['certification']],
    [2, []],
  ])('with P = %i allows a later signature or refuses it', (permission, findings) => {
    const difference = lastChange(appendRevision(certified(permission), signed));
    expect(difference.signatures).toBe(1);
    expect(difference.findings.map(({ what }) => what)).toEqual(findings);
  });
});

describe('a stream that holds other objects', () => {
  const compressed = objectStreamPdf('/MediaBox[0 0 9 9]');
  const container = openPdf(memorySource(compressed)).locate(3)?.entry;
  const number = container?.kind === 'compressed' ? container.stream : 0;

  it('may not change under the objects in it', () => {
    const replaced = `<</Type/ObjStm/N 0/First 0/Length 0>>\nstream\n\nendstream`;
    const pdf = appendRevision(compressed, { [number]: replaced });
    expect(() => lastChange(pdf)).toThrow(expect.objectContaining({ code: 'PDF_XREF_DAMAGED' }) as Error);
  });

  it('may lose its objects only to later ones that equal them', () => {
    const same = appendRevision(compressed, { 3: PAGE.replace('/Annots[20 0 R]', '') });
    expect(lastChange(same).findings).toEqual([]);
    const other = appendRevision(compressed, {
      3: PAGE.replace('0 0 9 9', '0 0 8 8').replace('/Annots[20 0 R]', ''),
    });
    expect(lastChange(other).findings).toEqual([{ severity: 'modified', what: 'page.MediaBox' }]);
  });
});

describe('an unsigned field', () => {
  it('is refused if a later revision adds it, since it may cover the text', () => {
    const plain = new PdfFixture().objects(onePage('/MediaBox[0 0 9 9]')).table().bytes();
    const field = WIDGET.replace('/V 21 0 R', '');
    const form = `${PLAIN_CATALOG}/AcroForm<</Fields[20 0 R]>>>>`;
    const { findings, signatures } = lastChange(appendRevision(plain, { 1: form, 3: PAGE, 20: field }));
    expect(signatures).toBe(0);
    expect(findings).toContainEqual({ severity: 'modified', what: 'form.Fields' });
    expect(findings).toContainEqual({ severity: 'modified', what: 'page.Annots' });
  });
});

const harness = await makeHarness();
const { verify, summary, first, second } = harness;
const seal = (pdf: Uint8Array): Promise<Uint8Array> => sealPdf(harness, pdf, { signer: first });

const EMPTY_FIELD = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Party)/Rect[100 100 300 300]/P 3 0 R/F 4>>';
const form = new PdfFixture()
  .objects({
    ...onePage(
      '/MediaBox[0 0 595 842]/Annots[5 0 R 6 0 R]',
      '/AcroForm<</Fields[5 0 R 6 0 R]>>/Metadata 8 0 R',
    ),
    5: EMPTY_FIELD,
    6: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Amount)/V(100)/Rect[10 10 90 30]/P 3 0 R>>',
    7: '<</Producer(x)>>',
    8: { entries: '/Type/Metadata/Subtype/XML', data: new Uint8Array(3) },
    9: '[99 0 R]',
  })
  .table('/Root 1 0 R/Info 7 0 R')
  .bytes();
const sealed = await seal(form);
const page = objectBody(sealed, 3);
const catalog = objectBody(sealed, 1);
const widget = signatureFields(openPdf(memorySource(sealed))).find(({ signature }) => signature !== null);
const widgetNumber = widget?.reference?.objectNumber ?? 0;

describe('a second seal', () => {
  const target = { kind: 'place', page: 0, xMm: 120, yMm: 200 } as const;

  it.each([
    ['on the page', target],
    ['in a field that stood empty', { kind: 'field', name: 'Party' } as const],
  ])('%s by another party leaves both valid', async (_name, place) => {
    const twice = await sealPdf(harness, sealed, { signer: second, target: place });
    const { verdict, signatures } = await verify(twice);
    const outcomes = signatures.map(({ signer, reasons, coversWholeFile }) => [
      signer?.subject,
      reasons,
      coversWholeFile,
    ]);
    expect(verdict).toBe('valid');
    expect(outcomes).toHaveLength(2);
    expect(outcomes).toContainEqual(['CN=样例甲方,C=CN', ['SEALED_AGAIN_SINCE'], false]);
    expect(outcomes).toContainEqual(['CN=样例乙方,C=CN', [], true]);
  });

  it('in an empty field smaller than itself leaves both valid', async () => {
    const small = await seal(
      new PdfFixture()
        .objects({
          ...onePage('/MediaBox[0 0 595 842]/Annots[5 0 R]', '/AcroForm<</Fields[5 0 R]>>'),
          5: EMPTY_FIELD.replace('100 100 300 300', '200.123456789 100.5 250.5 130.75'),
        })
        .table()
        .bytes(),
    );
    const twice = await sealPdf(harness, small, { signer: second, target: { kind: 'field', name: 'Party' } });
    const { verdict, signatures } = await verify(twice);
    expect([verdict, signatures.map(({ reasons }) => reasons)]).toEqual([
      'valid',
      expect.arrayContaining([[], ['SEALED_AGAIN_SINCE']]),
    ]);
  });

  it.each([
    ['whose picture cannot be compared', '/Subtype /Image', '/Mask 4 0 R'],
    ['that runs a script when pointed at', '/Type /Annot', '/AA 4 0 R'],
    ['that acts when clicked', '/Type /Annot', '/A 4 0 R'],
    ['that is only printed', '/F 132', '/F 36'],
    ['whose layer may be off', '/Type /XObject /Subtype /Form', '/OC 4 0 R /Subtype /Form'],
  ])('%s leaves the first one open', async (_name, from, to) => {
    const twice = await sealPdf(harness, sealed, { signer: second, target, replaced: { from, to } });
    const { verdict, signatures } = await verify(twice);
    const [reasons] = signatures.filter(({ coversWholeFile }) => !coversWholeFile).map((one) => one.reasons);
    expect([verdict, reasons]).toEqual(['indeterminate', ['CHANGES_UNEXPLAINED']]);
  });

  it('in an empty field with an earlier action leaves both valid', async () => {
    const objects = { 5: EMPTY_FIELD.replace(/>>$/, '/AA<</E 9 0 R>>>>'), 9: '<</S/Named/N/NextPage>>' };
    const pdf = new PdfFixture()
      .objects({
        ...onePage('/MediaBox[0 0 595 842]/Annots[5 0 R]', '/AcroForm<</Fields[5 0 R]>>'),
        ...objects,
      })
      .table()
      .bytes();
    const field = { kind: 'field', name: 'Party' } as const;
    const twice = await sealPdf(harness, await seal(pdf), { signer: second, target: field });
    expect((await verify(twice)).verdict).toBe('valid');
  });

  it('in a field that the first seal locked breaks the first', async () => {
    const lock = '/Lock<</Action/Include/Fields[(Party)]>>>>';
    const pdf = new PdfFixture()
      .objects({
        ...onePage('/MediaBox[0 0 595 842]/Annots[5 0 R 6 0 R]', '/AcroForm<</Fields[5 0 R 6 0 R]>>'),
        5: EMPTY_FIELD,
        6: EMPTY_FIELD.replace('(Party)', '(Own)').replace('100 100', '250 250').replace(/>>$/, lock),
      })
      .table()
      .bytes();
    const own = { kind: 'field', name: 'Own' } as const;
    const locked = await sealPdf(harness, pdf, { signer: first, target: own });
    const field = edit(EMPTY_FIELD, />>$/, '/V 90 0 R>>');
    const { signatures } = await verify(appendRevision(locked, { 5: field, 90: '<</Contents<00>>>' }));
    const [report] = signatures.filter((signature) => signature.field === 'Own');
    expect(report?.checks.modification.facts).toEqual({ what: 'lockedField' });
  });

  it('and a third by others leave all three valid', async () => {
    const twice = await sealPdf(harness, sealed, { signer: second, target });
    const thrice = await sealPdf(harness, twice, { signer: first, target: { ...target, yMm: 100 } });
    const { verdict, signatures } = await verify(thrice);
    expect([verdict, signatures.length]).toEqual(['valid', 3]);
  });
});

describe('a later revision that changes nothing visible', () => {
  it.each<[string, AppendedObjects, string?]>([
    ['document information', { 7: '<</Producer(y)/ModDate(D:20260601)>>' }, '/Info 7 0 R'],
    ['new document information', { 90: '<</Producer(y)>>' }, '/Info 90 0 R'],
    ['metadata', { 8: '<</Type/Metadata/Subtype/XML/Length 1>>\nstream\nx\nendstream' }, '/Info 7 0 R'],
    [
      'validation data',
      { 1: edit(catalog, />>$/, '/DSS 90 0 R>>'), 90: '<</Certs[91 0 R]>>', 91: '[]' },
      '/Info 7 0 R',
    ],
  ])('may bring %s', async (_name, objects, trailer) => {
    expect(await summary(appendRevision(sealed, objects, trailer))).toEqual(['valid', 'EXTENDED_SINCE']);
  });

  it('may replace validation data and leave the former behind', async () => {
    const store = (number: number): string => edit(catalog, />>$/, `/DSS ${String(number)} 0 R>>`);
    const once = appendRevision(sealed, { 1: store(90), 90: '<</Certs[91 0 R]>>', 91: '[]' }, '/Info 7 0 R');
    const twice = appendRevision(once, { 1: store(92), 92: '<</Certs[93 0 R]>>', 93: '[]' }, '/Info 7 0 R');
    expect(await summary(twice)).toEqual(['valid', 'EXTENDED_SINCE']);
  });

  it('may write an object again as it was', async () => {
    expect(await summary(appendRevision(sealed, { 3: page, 1: catalog }, '/Info 7 0 R'))).toEqual(['valid']);
  });
});

describe('a later revision that changes the pages', () => {
  it.each<[string, AppendedObjects]>([
    ['the content of a page', { 4: '<</Length 1>>\nstream\nq\nendstream' }],
    [
      'a page that leads to other content',
      { 3: edit(page, '/Contents 4 0 R', '/Contents 90 0 R'), 90: '[]' },
    ],
    ['a page that is turned', { 3: edit(page, />>$/, '/Rotate 180>>') }],
    ['a page that another key hides', { 3: edit(page, />>$/, '/CropBox[0 0 1 1]>>') }],
    ['a page listed twice', { 2: '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>' }],
    [
      'an annotation laid over the text',
      { 3: edit(page, /\/Annots\s*\[/, '/Annots[90 0 R '), 90: '<</Subtype/Stamp>>' },
    ],
    [
      'an annotation added at the end',
      { 3: edit(page, /(\/Annots\s*\[[^\]]*)/, '$1 90 0 R'), 90: '<</Subtype/Stamp>>' },
    ],
    ['an annotation taken away', { 3: edit(page, /\/Annots\s*\[[^\]]*\]/, '/Annots[]') }],
    ['a form field filled in', { 6: edit(objectBody(sealed, 6), '(100)', '(900)') }],
    [
      'another picture for the seal',
      { [widgetNumber]: edit(objectBody(sealed, widgetNumber), /\/AP\s*<<.*?>>/s, '') },
    ],
    ['an empty field moved', { 5: edit(EMPTY_FIELD, '100 100', '0 0') }],
    ['the seal removed from the form', { 1: edit(catalog, /\/Fields\s*\[[^\]]*\]/, '/Fields[5 0 R 6 0 R]') }],
    ['an object taken away', { 4: null }],
    ['a reference that led nowhere filled', { 99: '<</Type/XObject>>' }],
    ['a script at opening', { 1: edit(catalog, />>$/, '/OpenAction<</S/JavaScript/JS(x)>>>>') }],
    ['the content of a page named as metadata', { 1: edit(catalog, '/Metadata 8 0 R', '/Metadata 4 0 R') }],
    ['a page named as validation data', { 1: edit(catalog, />>$/, '/DSS<</Certs 3 0 R>>>>') }],
    ['layers', { 1: edit(catalog, />>$/, '/OCProperties<<>>>>') }],
  ])('breaks the seal: %s', async (_name, objects) => {
    const appended = appendRevision(sealed, objects, '/Info 7 0 R');
    const { verdict, signatures } = await verify(appended);
    expect(verdict).toBe('invalid');
    expect(signatures.every(({ checks }) => checks.modification.result !== 'pass')).toBe(true);
  });

  it('breaks the seal with another catalog', async () => {
    const other = appendRevision(sealed, { 90: catalog }, '/Info 7 0 R');
    const changed = replaceLast(other, '/Root 1 0 R', '/Root 90 0 R');
    expect((await summary(changed))[0]).toBe('invalid');
  });
});

describe('a later revision that cannot be explained', () => {
  it.each<[string, AppendedObjects, string]>([
    ['an object that nothing leads to', { 90: '<</Type/Font>>' }, '/Info 7 0 R'],
    ['a key of the catalog that decides nothing', { 1: edit(catalog, />>$/, '/Lang(en)>>') }, '/Info 7 0 R'],
    ['an unknown key of the trailer', { 7: '<</Producer(x)>>' }, '/Info 7 0 R/Custom 4 0 R'],
  ])('is left open for %s', async (_name, objects, trailer) => {
    expect(await summary(appendRevision(sealed, objects, trailer))).toEqual([
      'indeterminate',
      'CHANGES_UNEXPLAINED',
    ]);
  });
});

describe('a signature in a second place', () => {
  const value = Number(/\/V\s*(\d+) 0 R/.exec(objectBody(sealed, widgetNumber))?.[1]);

  it.each([
    ['under another field', `/V ${String(value)} 0 R>>`, 'FORMAT_FAILURE'],
    ['copied to an object of its own', '/V 90 0 R>>', 'BYTE_RANGE_INVALID'],
  ])('is refused: %s', async (_name, entry, code) => {
    const field = edit(EMPTY_FIELD, />>$/, entry);
    const copy = objectBody(sealed, value);
    const { verdict, signatures } = await verify(
      appendRevision(sealed, { 5: field, 90: copy }, '/Info 7 0 R'),
    );
    expect(verdict).toBe('invalid');
    expect(signatures.map(({ checks }) => checks.integrity.code)).toContain(code);
  });
});

describe('a plain file', () => {
  it('gains its form with the first seal and a second field later', async () => {
    const once = await seal(onePagePdf());
    const target = { kind: 'place', page: 0, xMm: 120, yMm: 200 } as const;
    const twice = await sealPdf(harness, once, { signer: second, target });
    expect((await verify(twice)).verdict).toBe('valid');
  });
});

/** Replaces a part of a text. It fails without such a part, since the test would test nothing. */
function edit(body: string, part: string | RegExp, replacement: string): string {
  const edited = body.replace(part, replacement);
  if (edited === body) throw new Error(`nothing to edit in ${body}`);
  return edited;
}

function replaceLast(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const text = new TextDecoder('latin1').decode(pdf);
  const at = text.lastIndexOf(from);
  const bytes = new Uint8Array(pdf.length + to.length - from.length);
  bytes.set(pdf.subarray(0, at));
  bytes.set(new TextEncoder().encode(to), at);
  bytes.set(pdf.subarray(at + from.length), at + to.length);
  return bytes;
}
