import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { onePage, PdfFixture } from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { makeHarness } from './fixtures/harness.ts';
import { sealPdf } from './fixtures/mini-world.ts';
import { sealedRevisionNotes } from './sealed-revision-notes.ts';

const harness = await makeHarness();
const SCRIPT = '/OpenAction<</S/JavaScript/JS(0)>>';
const page = (catalog: string, more = {}) =>
  new PdfFixture().objects({ ...onePage(undefined, catalog), ...more }).table();

describe('the notes of a verdict', () => {
  it('say what could change the look of what was sealed, and change no verdict', async () => {
    const sealed = await sealPdf(harness, page(SCRIPT).bytes(), { signer: harness.first });
    const { verdict, notes } = await harness.verify(sealed);
    expect([verdict, notes?.map(({ code }) => code)]).toEqual(['valid', ['JAVASCRIPT']]);
  });

  it('are absent where there is nothing to say, and where nothing is sealed', async () => {
    expect((await harness.verify(await harness.sealedBy())).notes).toBeUndefined();
    expect((await harness.verify(page(SCRIPT).bytes())).notes).toBeUndefined();
  });

  it('are about the revision that is covered, not about what came later', () => {
    const first = page('').bytes();
    const later = page('')
      .objects({ 1: `<</Type/Catalog/Pages 2 0 R${SCRIPT}>>` })
      .table()
      .bytes();
    const notes = (coveredBytes: number) =>
      sealedRevisionNotes(openPdf(memorySource(later)), [{ coveredBytes, format: 'ses-v4' }]);
    expect(notes(first.length)).toEqual([]);
    expect(notes(later.length).map(({ code }) => code)).toEqual(['JAVASCRIPT', 'EARLIER_STATES']);
  });

  it('say of a PDF/A-2 that it ends only under a seal', () => {
    const metadata = { entries: '/Type/Metadata', data: latin1Bytes('<pdfaid:part>2</pdfaid:part>') };
    const bytes = page('/Metadata 8 0 R', { 8: metadata }).bytes();
    const codes = (format: 'ses-v4' | 'cms') =>
      sealedRevisionNotes(openPdf(memorySource(bytes)), [{ coveredBytes: bytes.length, format }]).map(
        ({ code }) => code,
      );
    expect([codes('ses-v4'), codes('cms')]).toEqual([['PDFA_ENDS'], []]);
  });
});
