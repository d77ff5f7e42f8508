import { describe, expect, it } from 'vitest';
import type { PreflightCode } from '../../shared/model/preflight.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import {
  type FixtureObjects,
  hybridPdf,
  objectStreamPdf,
  onePage,
  onePagePdf,
  PdfFixture,
} from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { examineDocument } from './examine-document.ts';

const BOX = '/MediaBox[0 0 595 842]';
const TEXT = 'BT /F 12 Tf 100 700 Td (The price is) Tj 0 -20 Td (one) Tj 0 -20 Td (yuan) Tj ET';

/** A page with three lines of text, with more objects and entries of page and catalog. */
function pdf({ page = '', catalog = '', content = TEXT, more = {} }: Parts): Uint8Array {
  const objects: FixtureObjects = {
    ...onePage(`${BOX}${page}`, catalog),
    4: { entries: '', data: latin1Bytes(content) },
    ...more,
  };
  return new PdfFixture().objects(objects).table().bytes();
}

interface Parts {
  readonly page?: string;
  readonly catalog?: string;
  readonly content?: string;
  readonly more?: FixtureObjects;
}

const examine = (bytes: Uint8Array) => examineDocument(openPdf(memorySource(bytes)));
const codes = (bytes: Uint8Array): readonly PreflightCode[] => examine(bytes).map(({ code }) => code);

const stream = (entries: string, data = ''): FixtureObjects[number] => ({ entries, data: latin1Bytes(data) });
const WHITE = stream('/Subtype/Form/BBox[0 0 300 100]', '1 g 0 0 300 100 re f');
const annotation = (entries: string): FixtureObjects => ({
  5: `<</Type/Annot/Rect[90 650 390 750]/F 4${entries}>>`,
  6: WHITE,
});
const layered = (configuration: string, group = ''): Parts => ({
  catalog: `/OCProperties<</OCGs[5 0 R]/D<<${configuration}>>>>`,
  more: { 5: `<</Type/OCG/Name(Price)${group}>>` },
});
const font = (entries: string): Parts => ({
  page: '/Rotate 0',
  more: {
    3: `<</Type/Page/Parent 2 0 R${BOX}/Contents 4 0 R/Resources<</Font<</F<</Type/Font${entries}>>>>>>>>`,
  },
});
const image = (entries: string): Parts => ({
  more: {
    3: `<</Type/Page/Parent 2 0 R${BOX}/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>`,
    5: stream(`/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8${entries}`, 'x'),
  },
});
const over = (painted: string): Parts => ({ content: `${TEXT} ${painted}` });

describe('a document that could look different later', () => {
  it.each<readonly [string, Parts, readonly PreflightCode[]]>([
    ['a script at opening', { catalog: '/OpenAction<</S/JavaScript/JS(app.alert)>>' }, ['JAVASCRIPT']],
    [
      'a named script',
      { catalog: '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>' },
      ['JAVASCRIPT'],
    ],
    ['a script of a page', { page: '/AA<</O<</S/JavaScript/JS(x)>>>>' }, ['JAVASCRIPT']],
    ['a program started at opening', { catalog: '/OpenAction<</S/Launch/F(a.exe)>>' }, ['ACTS_BY_ITSELF']],
    ['an address opened at opening', { catalog: '/OpenAction<</S/URI/URI(http://a)>>' }, ['ACTS_BY_ITSELF']],
    [
      'an action behind a harmless one',
      { catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/SetOCGState/State[]>>]>>' },
      ['ACTS_BY_ITSELF'],
    ],
    [
      'a button that hides',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Link/A<</S/Hide/T(x)>>') },
      ['CLICK_CHANGES_VIEW'],
    ],
    [
      'a link to another file',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Link/A<</S/GoToR/F(b.pdf)/D[0/Fit]>>') },
      ['CLICK_LEAVES_DOCUMENT'],
    ],
    ['a layer that is off', layered('/OFF[5 0 R]'), ['LAYER_HIDDEN']],
    ['layers that are off unless listed', layered('/BaseState/OFF'), ['LAYER_HIDDEN']],
    [
      'a layer that is printed and not seen',
      layered('/AS[<</Event/View/OCGs[5 0 R]/Category[/View]>>]', '/Usage<</View<</ViewState/OFF>>>>'),
      ['LAYER_HIDDEN'],
    ],
    ['layers that are all visible', layered(''), ['LAYERS']],
    [
      'a white annotation over text',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Stamp/AP<</N 6 0 R>>') },
      ['ANNOTATION_COVERS_TEXT'],
    ],
    [
      'a field with a background over text',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Widget/FT/Tx/MK<</BG[1]>>') },
      ['ANNOTATION_COVERS_TEXT'],
    ],
    [
      'a filled square without an appearance over text',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Square/IC[1 1 1]') },
      ['ANNOTATION_COVERS_TEXT'],
    ],
    [
      'an annotation that pretends to be a place of a seal',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Stamp/AP<</N 6 0 R>>/SDSK_Signature 4 0 R') },
      ['SEAL_PLACE_CLAIMED', 'ANNOTATION_COVERS_TEXT'],
    ],
    ['a comment', { page: '/Annots[5 0 R]', more: annotation('/Subtype/Square') }, ['ANNOTATION_OVER_PAGE']],
    [
      'an annotation that only printers show',
      { page: '/Annots[5 0 R]', more: { 5: '<</Subtype/Stamp/Rect[0 0 9 9]/F 36>>' } },
      ['PRINTED_UNSEEN'],
    ],
    [
      'a hidden annotation',
      { page: '/Annots[5 0 R]', more: { 5: '<</Subtype/Stamp/Rect[0 0 9 9]/F 2>>' } },
      ['ANNOTATION_HIDDEN'],
    ],
    [
      'another look under the pointer',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/FreeText/AP<</N 7 0 R/R 6 0 R>>') },
      ['APPEARANCE_VARIES', 'ANNOTATION_OVER_PAGE', 'SHOWN_REFERENCE_DANGLES'],
    ],
    ['another image for print', image('/Alternates[<</Image 5 0 R>>]'), ['APPEARANCE_VARIES']],
    ['a page that turns by itself', { page: '/Dur 3' }, ['PAGE_TRANSITION']],
    ['an XFA form', { catalog: '/AcroForm<</XFA(x)/Fields[]>>' }, ['XFA_FORM']],
    [
      'fields that readers redraw',
      { catalog: '/AcroForm<</NeedAppearances true/Fields[<</FT/Tx/T(a)/Rect[0 0 1 1]>>]>>' },
      ['FIELDS_REDRAWN'],
    ],
    ['a font that is not in the file', font('/Subtype/TrueType/BaseFont/SimSun'), ['FONT_NOT_EMBEDDED']],
    ['an image in another file', image('/F(other.bin)'), ['EXTERNAL_CONTENT']],
    ['a page of another file', image('/Ref<</F(other.pdf)/Page 0>>'), ['EXTERNAL_CONTENT']],
    ['attached files', { catalog: '/AF[<</Type/Filespec/F(a)/EF<<>>>>]' }, ['EMBEDDED_FILES']],
    ['a page that nothing leads to', { more: { 7: '<</Type/Page/Parent 2 0 R>>' } }, ['UNREACHABLE_CONTENT']],
    ['content that is not there', { page: '/Annots[9 0 R]' }, ['SHOWN_REFERENCE_DANGLES']],
    ['an entry that is written twice', { page: '/Rotate 0/Rotate 90' }, ['KEY_TWICE']],
    ['text beneath a white area', over('1 g 0 0 500 800 re f'), ['TEXT_BENEATH']],
    [
      'text beneath a white area drawn by lines',
      over('1 g 0 0 m 500 0 l 500 800 l 0 800 l h f'),
      ['TEXT_BENEATH'],
    ],
    [
      'text beneath an area that is turned a little',
      over('1 g 1 .01 -.01 1 0 0 cm 0 0 500 800 re f'),
      ['TEXT_BENEATH'],
    ],
    [
      'text beneath an image in the content',
      over('500 0 0 800 0 0 cm BI /W 1/H 1/CS/G/BPC 8 ID x EI'),
      ['TEXT_BENEATH'],
    ],
    [
      'a field with a background over the middle of a line',
      {
        page: '/Annots[5 0 R]',
        more: { 5: '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[120 690 200 720]/F 4/MK<</BG[1]>>>>' },
        content: 'BT /F 12 Tf 100 700 Td (The price is 100 yuan, payable at once) Tj ET',
      },
      ['ANNOTATION_COVERS_TEXT'],
    ],
    [
      'areas that nobody can compare with so many texts',
      { content: `BT ${'(The price is one yuan) Tj '.repeat(700)}ET ${'900 900 9 9 re f '.repeat(6000)}` },
      ['NOT_EXAMINED_WHOLE'],
    ],
    [
      'sound',
      { page: '/Annots[5 0 R]', more: annotation('/Subtype/Screen') },
      ['MULTIMEDIA', 'ANNOTATION_OVER_PAGE'],
    ],
  ])('is found by %s', (_name, parts, expected) => {
    expect(codes(pdf(parts)).toSorted()).toEqual(expected.toSorted());
  });

  it('is found by an object in a stream that does not exist yet, which nothing shown rests on', () => {
    const bytes = new PdfFixture()
      .objects(onePage())
      .xrefStream(new Map([[7, [8, 0] as const]]))
      .bytes();
    expect(codes(bytes)).toEqual(['ENTRY_UNRESOLVED']);
  });

  it('is refused where a page rests on such an object', () => {
    const objects = onePage(`${BOX}/Annots[7 0 R]`);
    const bytes = new PdfFixture()
      .objects(objects)
      .xrefStream(new Map([[7, [8, 0] as const]]))
      .bytes();
    expect(codes(bytes)).toEqual(['SHOWN_ENTRY_UNRESOLVED']);
  });

  it('is refused where what is appended would become part of a page', () => {
    const objects = { ...onePage(), 4: '<</Length 999999>>\nstream\n0 g\nendstream' };
    const bytes = new PdfFixture().objects(objects).table().bytes();
    expect(codes(bytes)).toEqual(['SHOWN_ENTRY_UNRESOLVED']);
  });

  it('is found by a state before the last change, and not by what is only added', () => {
    const added = new PdfFixture().objects(onePage()).table().objects({ 6: '(x)' }).table();
    expect(codes(added.bytes())).toEqual([]);
    expect(codes(added.objects({ 6: '(y)' }).table().bytes())).toEqual(['EARLIER_STATES']);
  });

  it('names page, object and font', () => {
    const found = examine(pdf(font('/Subtype/TrueType/BaseFont/#CB#CE#CC#E5')));
    expect(found).toEqual([{ code: 'FONT_NOT_EMBEDDED', page: 1, object: 3, count: 1, name: '宋体' }]);
  });
});

describe('an honest document', () => {
  it.each([
    ['one page', onePagePdf()],
    ['object streams', objectStreamPdf()],
    ['a file as Word writes it', hybridPdf()],
    ['a page to open at', pdf({ catalog: '/OpenAction[3 0 R/Fit]' })],
    ['an action that opens a page', pdf({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' })],
    [
      'a link to the web',
      pdf({ page: '/Annots[5 0 R]', more: annotation('/Subtype/Link/A<</S/URI/URI(http://a)>>') }),
    ],
    ['a font that every reader has', pdf(font('/Subtype/Type1/BaseFont/Helvetica'))],
    ['text on a filled area', pdf({ content: `1 g 0 0 500 800 re f ${TEXT}` })],
    ['a line through text', pdf(over('0 g 90 690 300 1 re f'))],
    ['an area beside a text that ends before it', pdf(over('1 g 260 600 300 200 re f'))],
    ['a mask in the content', pdf(over('500 0 0 800 0 0 cm BI /W 1/H 1/IM true ID x EI'))],
    ['an area turned away from the text', pdf(over('1 g .7 .7 -.7 .7 300 0 cm 0 0 300 300 re f'))],
    ['an area that the clip keeps away', pdf(over('q 0 0 50 50 re W n 1 g 0 0 500 800 re f Q'))],
    ['text of a scan that was recognised', pdf({ content: `3 Tr ${TEXT} 1 g 0 0 500 800 re f` })],
    [
      'an empty signature field over text',
      pdf({ page: '/Annots[5 0 R]', more: annotation('/Subtype/Widget/FT/Sig/T(a)/AP<</N 6 0 R>>') }),
    ],
    [
      'a check box, which has a look for each state',
      pdf({
        page: '/Annots[5 0 R]',
        more: {
          5: '<</Subtype/Widget/FT/Btn/Rect[0 0 9 9]/F 4/AP<</N<</Yes 6 0 R/Off 6 0 R>>>>/AS/Off>>',
          6: WHITE,
        },
      }),
    ],
  ])('gives nothing to say: %s', (_name, bytes) => {
    expect(examine(bytes)).toEqual([]);
  });
});

describe('examineDocument', () => {
  it('counts what is found again and again, and lists no more than some places', () => {
    const fonts = Array.from(
      { length: 80 },
      (_, at) => `/F${String(at)}<</Type/Font/Subtype/TrueType/BaseFont/N${String(at)}>>`,
    );
    const found = examine(
      pdf({
        more: {
          3: `<</Type/Page/Parent 2 0 R${BOX}/Contents 4 0 R/Resources<</Font<<${fonts.join('')}>>>>>>`,
        },
      }),
    );
    expect(found).toHaveLength(51);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(80);
  });

  it('goes on where something does not resolve', () => {
    const bytes = pdf({ catalog: '/OpenAction 9 0 R/OCProperties 9 0 R/AcroForm 9 0 R', page: '/AA 9 0 R' });
    expect(() => examine(bytes)).not.toThrow();
  });
});
