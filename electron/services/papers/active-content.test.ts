import { zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { CodedError } from '../../shared/errors.ts';
import { expectPassive } from './active-content.ts';
import type { ReadPaper } from './papers.ts';

const pdf = (bytes: Uint8Array): ReadPaper => ({ name: '材料.pdf', type: 'pdf', bytes });
const codeOf = (paper: ReadPaper, asIs = false): string | null => {
  try {
    return expectPassive(paper, asIs);
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
};

async function scripted(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  document.addJavaScript('main', 'app.alert("x")');
  return document.save();
}

describe('A paper', () => {
  it('with a script is refused, whatever of it is sent', async () => {
    const paper = pdf(await scripted());
    expect([codeOf(paper), codeOf(paper, true)]).toEqual(['LIFE_PAPER_ACTIVE', 'LIFE_PAPER_ACTIVE']);
  });

  it('that is an office document for another program is refused, whatever of it is sent', () => {
    const paper = pdf(concatBytes(onePagePdf(), zipSync({ 'word/vbaProject.bin': latin1Bytes('macros') })));
    expect([codeOf(paper), codeOf(paper, true)]).toEqual(['LIFE_PAPER_ACTIVE', 'LIFE_PAPER_ACTIVE']);
  });

  it('of pages alone is taken', () => {
    expect([codeOf(pdf(onePagePdf())), codeOf(pdf(onePagePdf()), true)]).toEqual([null, null]);
    expect(codeOf({ name: '证件.jpg', type: 'jpeg', bytes: Uint8Array.of(0xff, 0xd8) })).toBeNull();
  });

  it('that cannot be read is refused only where its own bytes are sent', () => {
    const damaged = pdf(latin1Bytes('%PDF-1.7\n nothing'));
    expect(codeOf(damaged)).toBeNull();
    expect(codeOf(damaged, true)).not.toBeNull();
  });
});
