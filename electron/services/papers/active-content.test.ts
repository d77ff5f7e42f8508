import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { CodedError } from '../../shared/errors.ts';
import { expectPassive, hasOfficeMacros } from './active-content.ts';
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

describe('An office document', () => {
  it.each([
    ['a package with a project of macros', 'PK\x03\x04...word/vbaProject.bin', true],
    ['a compound file with one', `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..${[...'_VBA_PROJECT'].join('\0')}`, true],
    ['a package without', 'PK\x03\x04...word/document.xml', false],
    ['a text that names it', 'vbaProject.bin', false],
  ])('that is %s is told by its content', (_, content, found) => {
    expect(hasOfficeMacros(latin1Bytes(content))).toBe(found);
  });
});

describe('A paper', () => {
  it('with a script is refused, whatever of it is sent', async () => {
    const paper = pdf(await scripted());
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
