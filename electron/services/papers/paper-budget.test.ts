import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { PAPER_BUDGET } from '../../core/budgets.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import { objectStreamPdf, onePage, onePagePdf, PdfFixture } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { PaperBudget } from './paper-budget.ts';

const overBudget: unknown = expect.objectContaining({ code: 'FILE_OVER_BUDGET' });
const packed = (length: number): Uint8Array => new Uint8Array(deflateSync(Buffer.alloc(length, ' ')));
const MUCH = packed(PAPER_BUDGET.loadedBytes + 1);

const withStream = (entries: string, data: Uint8Array): Uint8Array =>
  new PdfFixture()
    .objects({ ...onePage(), 5: { entries, data } })
    .table()
    .bytes();
const check = (bytes: Uint8Array): void => new PaperBudget().expectLoadable(bytes);

describe('a paper before the library loads it', () => {
  it('passes as ordinary software writes it', async () => {
    const document = await PDFDocument.create();
    for (let page = 0; page < 20; page += 1) document.addPage([400, 300]).drawText(`page ${String(page)}`);
    const written = [await document.save(), await document.save({ useObjectStreams: false })];
    for (const bytes of [...written, onePagePdf(), objectStreamPdf()])
      expect(() => check(bytes)).not.toThrow();
  });

  it.each([
    ['an object stream', '/Type/ObjStm/N 1/First 4/Filter/FlateDecode', MUCH],
    ['one whose type is elsewhere', '/Type 7 0 R/N 1/First 4/Filter/FlateDecode', MUCH],
    ['one with escapes', '/Ty#70e/Obj#53tm/N 1/First 4/Filter/Fl', MUCH],
    ['one whose keys occur twice', '/Type/X/Type/ObjStm/N 1/First 4/Filter/FlateDecode', MUCH],
    ['one that only the library can parse', '/Type/ObjStm/N 1/First 4/A 1.2.3/Filter/FlateDecode', MUCH],
    ['one that says a wrong length', '/Length 1/Type/ObjStm/N 1/First 4/Filter/FlateDecode', MUCH],
    ['a table', '/Type/XRef/W[1 2 1]/Size 2/Filter/FlateDecode', MUCH],
    [
      'two layers',
      '/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]',
      new Uint8Array(deflateSync(MUCH)),
    ],
    ['objects beyond counting', '/Type/ObjStm/N 1000000000/First 4', latin1Bytes('1 0 2 0')],
  ])('is over the budget with %s', (_, entries, data) => {
    expect(() => check(withStream(entries, data))).toThrow(overBudget);
  });

  it('may have pictures of any size, which the library does not unpack', () => {
    expect(() => check(withStream('/Subtype/Image/Filter/FlateDecode', packed(50_000_000)))).not.toThrow();
  });

  it('is over the budget with the content of a page, before it is taken over', async () => {
    const much = packed(PAPER_BUDGET.contentBytes + 1);
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 4: { entries: '/Filter[/FlateDecode]', data: much } })
      .table()
      .bytes();
    const budget = new PaperBudget();
    budget.expectLoadable(bytes);
    const [page] = (await PDFDocument.load(bytes)).getPages();
    if (page === undefined) throw new Error('no page');
    expect(() => budget.expectContent(page)).toThrow(overBudget);
  });

  it('is read, or over the budget, whatever its bytes are', () => {
    const words = fc.constantFrom(
      'obj',
      'stream\n',
      'endstream',
      '<<',
      '>>',
      '/Type',
      '/ObjStm',
      '[',
      '%',
      '1 0 ',
      '(',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 3 })), { maxLength: 400 }), (parts) => {
        check(Buffer.from(parts.join(''), 'latin1'));
      }),
    );
  });
});
