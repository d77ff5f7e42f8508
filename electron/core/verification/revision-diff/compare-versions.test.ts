import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { objectStreamPdf, onePage, PdfFixture } from '../../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import { appendRevision, type AppendedObjects } from '../fixtures/append-revision.ts';
import { compareVersions, type RevisionDifference } from './compare-versions.ts';

/** What the last revision of a file did to the one before. */
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
  ])('with P = %i lets a later signature in or not', (permission, findings) => {
    const difference = lastChange(appendRevision(certified(permission), signed));
    expect(difference.signatures).toBe(1);
    expect(difference.findings.map(({ what }) => what)).toEqual(findings);
  });
});

describe('streams that hold other objects', () => {
  const compressed = objectStreamPdf('/MediaBox[0 0 9 9]');
  const container = openPdf(memorySource(compressed)).locate(3)?.entry;
  const number = container?.kind === 'compressed' ? container.stream : 0;

  it('may not change under the objects in them', () => {
    const replaced = `<</Type/ObjStm/N 0/First 0/Length 0>>\nstream\n\nendstream`;
    const pdf = appendRevision(compressed, { [number]: replaced });
    expect(() => lastChange(pdf)).toThrow(expect.objectContaining({ code: 'PDF_XREF_DAMAGED' }) as Error);
  });

  it('lose their objects to later ones only where these say the same', () => {
    const same = appendRevision(compressed, { 3: PAGE.replace('/Annots[20 0 R]', '') });
    expect(lastChange(same).findings).toEqual([]);
    const other = appendRevision(compressed, {
      3: PAGE.replace('0 0 9 9', '0 0 8 8').replace('/Annots[20 0 R]', ''),
    });
    expect(lastChange(other).findings).toEqual([{ severity: 'modified', what: 'page.MediaBox' }]);
  });
});

describe('an unsigned field', () => {
  it('that a later revision adds may cover the text, and is refused', () => {
    const plain = new PdfFixture().objects(onePage('/MediaBox[0 0 9 9]')).table().bytes();
    const field = WIDGET.replace('/V 21 0 R', '');
    const form = `${PLAIN_CATALOG}/AcroForm<</Fields[20 0 R]>>>>`;
    const { findings, signatures } = lastChange(appendRevision(plain, { 1: form, 3: PAGE, 20: field }));
    expect(signatures).toBe(0);
    expect(findings).toContainEqual({ severity: 'modified', what: 'form.Fields' });
    expect(findings).toContainEqual({ severity: 'modified', what: 'page.Annots' });
  });
});
