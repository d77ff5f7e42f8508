import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { onePage, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { type AppendedObjects, appendRevision } from '../fixtures/append-revision.ts';
import { compareVersions } from './compare-versions.ts';

/** Compares the last revision of a file with the one before: `what` was found, and whether it did more than sealing. */
function lastChange(pdf: Uint8Array): readonly string[] {
  const document = openPdf(memorySource(pdf));
  const { findings } = compareVersions(document.asOf(document.revisions.length - 2), document);
  return findings.map(({ what }) => what);
}

const pdfOf = (catalog: string, objects: Record<number, string> = {}, page = ''): Uint8Array =>
  new PdfFixture()
    .objects({ ...onePage(`/MediaBox[0 0 9 9]${page}`, catalog), ...objects })
    .table('/Root 1 0 R/Info 9 0 R')
    .bytes();

const CATALOG = '/Type/Catalog/Pages 2 0 R';
const PAGE = '/Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>';
const INFORMATION = { 9: '<</Producer(x)>>' };
/** A signature without a look, as software adds it to a page. */
const SIGNED: AppendedObjects = {
  3: `<<${PAGE}/Annots[20 0 R]>>`,
  20: '<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/Rect[0 0 0 0]/P 3 0 R/V 21 0 R>>',
  21: '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>',
};
const FORM = '/AcroForm<</Fields[20 0 R]/SigFlags 3>>';

describe('document information that a cross-reference stream names', () => {
  const changed = { 9: '<</Producer(y)>>' };
  const trailer = '/Root 1 0 R/Info 9 0 R';

  it('may change by a table', () => {
    const objects = { ...onePage('/MediaBox[0 0 9 9]'), ...INFORMATION };
    const sealed = new PdfFixture().objects(objects).xrefStream(new Map(), trailer).bytes();
    expect(lastChange(appendRevision(sealed, changed, '/Info 9 0 R'))).toEqual([]);
  });

  it('may not change if another object names it', () => {
    const sealed = pdfOf('', { ...INFORMATION, 11: '<</Info 9 0 R>>' });
    expect(lastChange(appendRevision(sealed, changed, '/Info 9 0 R'))).toEqual(['dictionary']);
  });
});

describe('a tagged document', () => {
  const tags = {
    ...INFORMATION,
    10: '<</Type/StructTreeRoot/K[11 0 R]/ParentTree 12 0 R/ParentTreeNextKey 1>>',
    11: '<</Type/StructElem/S/Document/P 10 0 R/K[13 0 R]>>',
    12: '<</Nums[0 14 0 R]>>',
    13: '<</Type/StructElem/S/P/P 11 0 R/Pg 3 0 R/K 0>>',
    14: '[13 0 R]',
  };
  const sealed = pdfOf('/StructTreeRoot 10 0 R', tags);
  const element = '<</Type/StructElem/S/Form/P 11 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 20 0 R>>>>';
  const signed: AppendedObjects = {
    ...SIGNED,
    1: `<<${CATALOG}/StructTreeRoot 10 0 R${FORM}>>`,
    10: '<</Type/StructTreeRoot/K[11 0 R]/ParentTree 31 0 R/ParentTreeNextKey 2>>',
    11: '<</Type/StructElem/S/Document/P 10 0 R/K[13 0 R 30 0 R]>>',
    30: element,
    31: '<</Nums[0 32 0 R 1 30 0 R]>>',
    32: '[13 0 R]',
  };
  const after = (changes: AppendedObjects): readonly string[] =>
    lastChange(appendRevision(sealed, { ...signed, ...changes }));

  it('may get a tag for a new signature, as Acrobat writes it', () => {
    expect(after({})).toEqual([]);
  });

  it('may get it under the root, and in the tree that there was', () => {
    const others = Object.fromEntries(
      Object.entries(signed).filter(([number]) => !['10', '11', '31', '32'].includes(number)),
    );
    const kids = { 10: '<</Type/StructTreeRoot/K[11 0 R 30 0 R]/ParentTree 12 0 R/ParentTreeNextKey 2>>' };
    const tree = { 12: '<</Nums[0 14 0 R 1 30 0 R]>>' };
    expect(lastChange(appendRevision(sealed, { ...others, ...kids, ...tree }))).toEqual([]);
    const shared = { 12: '<</Nums[0 14 0 R 1 30 0 R]/Contents 30 0 R>>' };
    expect(lastChange(appendRevision(sealed, { ...others, ...kids, ...shared }))).toEqual([
      'tags.ParentTree.Contents',
    ]);
  });

  it.each([
    ['words of its own', { 30: element.replace('/K<<', '/ActualText(1,000,000)/K<<') }, 'tags.K'],
    ['content of the page', { 30: element.replace(/\/K<<.*>>>>/, '/K 0>>') }, 'tags.K'],
    ['another element first', { 11: '<</Type/StructElem/S/Document/P 10 0 R/K[30 0 R 13 0 R]>>' }, 'tags.K'],
    ['an element less', { 11: '<</Type/StructElem/S/Document/P 10 0 R/K[30 0 R]>>' }, 'tags.K'],
    ['another role', { 11: '<</Type/StructElem/S/Part/P 10 0 R/K[13 0 R 30 0 R]>>' }, 'tag.S'],
    ['another map of roles', { 10: '<</RoleMap<<>>/K[11 0 R]/ParentTree 31 0 R>>' }, 'tags.Type'],
    ['a key that leads elsewhere', { 32: '[30 0 R]' }, 'tags.ParentTree'],
  ])('may not get %s', (_name, changes, what) => {
    expect(after(changes)).toContain(what);
  });
});

describe('a later signature', () => {
  const sealed = pdfOf('', INFORMATION);
  const catalog = `<<${CATALOG}${FORM}>>`;
  const offered = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Next)/Rect[0 0 5 5]/P 3 0 R>>';
  const withOffer = (field: string): readonly string[] =>
    lastChange(
      appendRevision(sealed, {
        ...SIGNED,
        1: `<<${CATALOG}/AcroForm<</Fields[20 0 R 22 0 R]/SigFlags 3>>>>`,
        3: `<<${PAGE}/Annots[20 0 R 22 0 R]>>`,
        22: field,
      }),
    );

  it('may come with an empty field for the next one', () => {
    expect(withOffer(offered)).toEqual([]);
  });

  it.each([
    ['that paints a background', offered.replace('/P 3', '/MK<</BG[1 1 1]>>/P 3')],
    ['of text', offered.replace('/Sig', '/Tx')],
  ])('may not come with an empty field %s', (_name, field) => {
    expect(withOffer(field)).toContain('page.Annots');
  });

  it('may not come with an empty field that acts', () => {
    expect(withOffer(offered.replace('/P 3', '/AA<<>>/P 3'))).toContain('signature.action');
  });

  it('may bring defaults into a form that has signatures alone', () => {
    const first = appendRevision(sealed, { ...SIGNED, 1: catalog });
    const second: AppendedObjects = {
      1: `<<${CATALOG}/AcroForm<</Fields[20 0 R 24 0 R]/SigFlags 3/DA(/Helv 0 Tf)/DR<<>>>>>>`,
      3: `<<${PAGE}/Annots[20 0 R 24 0 R]>>`,
      24: '<</Type/Annot/Subtype/Widget/FT/Sig/T(U)/Rect[0 0 0 0]/P 3 0 R/V 25 0 R>>',
      25: '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>',
    };
    expect(lastChange(appendRevision(first, second))).toEqual([]);
    const text = '<</Subtype/Widget/FT/Tx/T(A)/Rect[0 0 5 5]>>';
    const withText = pdfOf('/AcroForm<</Fields[23 0 R]>>', { ...INFORMATION, 23: text });
    const third = { ...SIGNED, 1: `<<${CATALOG}/AcroForm<</Fields[23 0 R 20 0 R]/DA(/Helv 0 Tf)>>>>` };
    expect(lastChange(appendRevision(withText, third))).toEqual(['form.DA']);
  });

  it.each([
    ['document information', '<</Producer(x)/CreationDate(D:2024)>>'],
    ['validation data', '<</Type/VRI/Cert[]>>'],
    ['a second widget', '<</Subtype/Widget/Rect[0 0 5 5]>>'],
  ])('may leave %s behind that nothing refers to', (_name, leftOver) => {
    expect(lastChange(appendRevision(sealed, { ...SIGNED, 1: catalog, 40: leftOver }))).toEqual([]);
  });

  it('may not leave a page behind', () => {
    const page = '<</Type/Page/MediaBox[0 0 9 9]>>';
    expect(lastChange(appendRevision(sealed, { ...SIGNED, 1: catalog, 40: page }))).toEqual(['newObject']);
  });

  const locking = (lock: string): Uint8Array =>
    pdfOf('/AcroForm<</Fields[6 0 R]>>', {
      ...INFORMATION,
      6: '<</FT/Sig/T(A)/Rect[0 0 0 0]/V 7 0 R>>',
      7: `<</Type/Sig/Reference[<</TransformMethod/FieldMDP/TransformParams<<${lock}>>>>]>>`,
    });
  it.each([
    ['all fields but some', '/Action/Exclude/Fields[(B)]', []],
    ['all fields', '/Action/All', ['lockedField']],
    ['its very field', '/Action/Include/Fields[(S)]', ['lockedField']],
  ])('is judged by a signature that locks %s', (_name, lock, findings) => {
    const form = `<<${CATALOG}/AcroForm<</Fields[6 0 R 20 0 R]>>>>`;
    expect(lastChange(appendRevision(locking(lock), { ...SIGNED, 1: form }))).toEqual(findings);
  });
});

describe('extensions of the catalog', () => {
  const extensions = '<</ISO_<</BaseVersion/2.0/ExtensionLevel 32002>>>>';

  it('may change in an object of their own', () => {
    const sealed = pdfOf('/Extensions 10 0 R', { ...INFORMATION, 10: '<<>>' });
    expect(lastChange(appendRevision(sealed, { 10: extensions }))).toEqual([]);
  });

  it('may not change in an object that has another use', () => {
    const sealed = pdfOf('/Extensions 10 0 R/OCProperties 10 0 R', { ...INFORMATION, 10: '<<>>' });
    expect(lastChange(appendRevision(sealed, { 10: extensions }))).toEqual(['dictionary']);
  });
});
