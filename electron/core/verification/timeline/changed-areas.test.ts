import { describe, expect, it } from 'vitest';
import type { ChangedArea } from '../../../shared/model/document-details.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { type FixtureObjects, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { type AppendedObjects, appendRevision } from '../fixtures/append-revision.ts';
import { changedAreas, type RevisionEffects } from './changed-areas.ts';

/** A page of 720 by 360 points: 254 by 127 mm. */
const page = (contents: number, rest = ''): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 720 360]/Contents ${String(contents)} 0 R/Resources<</Font<</F 9 0 R>>>>${rest}>>`;
const stream = (text: string): string => `<</Length ${String(text.length)}>>\nstream\n${text}\nendstream`;
const CATALOG = '<</Type/Catalog/Pages 2 0 R/AcroForm 10 0 R';

const objects: FixtureObjects = {
  1: `${CATALOG}>>`,
  2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
  3: page(5, '/Annots[11 0 R]'),
  4: page(6),
  5: stream('BT ET'),
  6: stream('q Q'),
  9: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  10: '<</Fields[11 0 R]>>',
  11: '<</Type/Annot/Subtype/Widget/FT/Tx/T(amount)/Rect[72 72 144 108]/P 3 0 R>>',
};
const original = new PdfFixture().objects(objects).table().bytes();

function effects(appended: AppendedObjects, before = original): RevisionEffects {
  const document = openPdf(memorySource(appendRevision(before, appended)));
  return changedAreas(document.asOf(document.revisions.length - 2), document);
}

const changesOf = (appended: AppendedObjects): readonly ChangedArea[] => effects(appended).areas;

describe('changedAreas', () => {
  it('A new annotation is boxed by its rectangle, in millimetres from the top left', () => {
    const note = '<</Type/Annot/Subtype/FreeText/Rect[72 288 144 360]/P 4 0 R>>';
    expect(changesOf({ 4: page(6, '/Annots[20 0 R]'), 20: note })).toEqual([
      {
        change: 'annotationAdded',
        page: 1,
        area: {
          xMm: expect.closeTo(25.4, 6) as number,
          yMm: expect.closeTo(0, 6) as number,
          widthMm: expect.closeTo(25.4, 6) as number,
          heightMm: expect.closeTo(25.4, 6) as number,
        },
        name: null,
      },
    ]);
  });

  it.each<[string, AppendedObjects, readonly (readonly [string, number | null, string | null])[]]>([
    [
      'A filled field',
      { 11: '<</Type/Annot/Subtype/Widget/FT/Tx/T(amount)/V(9)/Rect[72 72 144 108]/P 3 0 R>>' },
      [['fieldFilled', 0, 'amount']],
    ],
    ['A removed field', { 3: page(5, '/Annots[]') }, [['annotationRemoved', 0, 'amount']]],
    [
      'A signed field',
      {
        4: page(6, '/Annots[20 0 R]'),
        10: '<</Fields[11 0 R 20 0 R]>>',
        20: '<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/V 21 0 R/Rect[0 0 9 9]/P 4 0 R>>',
        21: '<</Type/Sig>>',
      },
      [['signatureAdded', 1, 'S']],
    ],
    ['Other contents', { 6: stream('0 0 9 9 re f') }, [['pageChanged', 1, null]]],
    [
      'Another font, on each page that uses it',
      { 9: '<</Type/Font/Subtype/Type3>>' },
      [
        ['pageChanged', 0, null],
        ['pageChanged', 1, null],
      ],
    ],
    ['A page that takes other contents', { 4: page(5) }, [['pageChanged', 1, null]]],
    [
      'A new page',
      { 2: '<</Type/Pages/Kids[3 0 R 4 0 R 20 0 R]/Count 3>>', 20: page(5) },
      [['pageAdded', 2, null]],
    ],
    ['A removed page', { 2: '<</Type/Pages/Kids[4 0 R]/Count 1>>' }, [['pageRemoved', 0, null]]],
    ['Another order', { 2: '<</Type/Pages/Kids[4 0 R 3 0 R]/Count 2>>' }, [['pagesReordered', null, null]]],
    ['Layers', { 1: `${CATALOG}/OCProperties<</OCGs[]>>>>` }, [['documentChanged', null, null]]],
    [
      'An invisible annotation',
      { 3: page(5, '/Annots[11 0 R 20 0 R]'), 20: '<</Subtype/Link/Rect[0 0 0 0]>>' },
      [],
    ],
  ])('%s is named with its page', (_name, appended, expected) => {
    expect(changesOf(appended).map(({ change, page: at, name }) => [change, at, name])).toEqual(expected);
  });

  it('Validation data and information show nothing and are said apart', () => {
    expect(effects({ 1: `${CATALOG}/DSS<</Certs[]>>>>` })).toEqual({
      areas: [],
      hasValidationData: true,
      hasInformation: false,
    });
    expect(effects({ 1: `${CATALOG}/Metadata 20 0 R>>`, 20: stream('<x/>') })).toMatchObject({
      areas: [],
      hasInformation: true,
    });
  });

  it('A revision that rewrites objects as they were changes nothing', () => {
    expect(
      changesOf({ 3: page(5, '/Annots[11 0 R]'), 9: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>' }),
    ).toEqual([]);
  });
});
