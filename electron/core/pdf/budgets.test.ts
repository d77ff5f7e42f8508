import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { PDF_BUDGET } from '../budgets.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { makeHarness } from '../verification/fixtures/harness.ts';
import { WorkMeter } from '../work-meter.ts';
import { objectStreamPdf, onePage, PdfFixture } from './fixtures/pdf-fixture.ts';
import { openPdf } from './open-pdf.ts';
import { findSignatureTraces } from './signatures/signature-traces.ts';
import { pdfReference } from './syntax/objects.ts';

const harness = await makeHarness();
const overBudget: unknown = expect.objectContaining({ code: 'FILE_OVER_BUDGET' });

/** Does what a reader may be made to do with a document, and returns the work that it cost. */
function readAll(bytes: Uint8Array): WorkMeter {
  const meter = new WorkMeter(bytes.length);
  try {
    const document = openPdf(memorySource(bytes));
    for (let number = 1; number < 60; number += 1) document.get(pdfReference(number));
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  try {
    findSignatureTraces(memorySource(bytes), 1000, meter);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  return meter;
}

describe('the work for a document', () => {
  const PIECES = [
    ...[
      '[',
      '<<',
      '>>',
      ']',
      '/Type',
      '/ObjStm',
      '/Type%',
      '/ByteRange',
      '(',
      ')',
      '%',
      '\n',
      ' R',
      ' obj',
      '1 0 ',
    ],
    ...[
      'stream\n',
      'endstream',
      'endobj',
      '9 0 obj<</Type/ObjStm/N 0/First 0>>\nstream\n',
      '/Filter[/A85/Fl]',
      '<',
    ],
  ];
  const hostile = fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 300 })), { maxLength: 40 })
    .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join(''));

  it('stays within a number of times its size, however its bytes are nested and repeated', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const bytes = new PdfFixture()
          .objects({ ...onePage(), 5: { entries: '', data: latin1Bytes(text) }, 6: text })
          .table()
          .bytes();
        const { syntaxBytes, inflatedBytes } = readAll(bytes).spent;
        expect(syntaxBytes).toBeLessThanOrEqual(PDF_BUDGET.syntaxBytes + 65 * bytes.length + 8192);
        expect(inflatedBytes).toBeLessThanOrEqual(PDF_BUDGET.inflatedBytes + 17 * bytes.length);
      }),
      { numRuns: 60 },
    );
  });

  it('ends for every mutation of a document with object streams', () => {
    const original = objectStreamPdf();
    const place = fc.nat(original.length - 1);
    fc.assert(
      fc.property(place, place, fc.nat(200), (to, from, length) => {
        const changed = original.slice();
        changed.set(
          original.subarray(from, from + Math.min(length, original.length - Math.max(to, from))),
          to,
        );
        readAll(changed);
      }),
      { numRuns: 200 },
    );
  });

  it('is linear in the text of object streams within object streams', () => {
    const level = '9 0 obj<</Type/ObjStm/N 0/First 0>>\nstream\n';
    const costOf = (levels: number): number => {
      const bytes = new PdfFixture()
        .objects({ ...onePage(), 5: `(${level.repeat(levels)})` })
        .table()
        .bytes();
      return readAll(bytes).spent.syntaxBytes;
    };
    expect(costOf(80)).toBeLessThan(costOf(40) * 5);
  });

  it('is the same however often it is done', () => {
    const text = '/Type%'.repeat(500);
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 5: { entries: '', data: latin1Bytes(text) } })
      .table()
      .bytes();
    expect(readAll(bytes).spent).toEqual(readAll(bytes).spent);
  });
});

describe('a document over a budget', () => {
  it('is not judged, and says which budget', async () => {
    const deep = new PdfFixture()
      .objects(onePage(undefined, `/A ${'['.repeat(200)}${']'.repeat(200)}`))
      .table()
      .bytes();
    expect(() => openPdf(memorySource(deep))).toThrow(overBudget);
    expect(await harness.verify(deep)).toEqual({
      verdict: 'error',
      error: { code: 'FILE_OVER_BUDGET', details: { budget: 'depth', most: PDF_BUDGET.depth } },
      signatures: [],
    });
  });

  it('may have no object stream that needs itself to be read', () => {
    const data = latin1Bytes('6 0 26 ');
    const entries = '/Length 6 0 R/Type/ObjStm/N 1/First 4';
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 5: { entries, data } })
      .xrefStream(new Map([[6, [5, 0]]]))
      .bytes();
    expect(() => openPdf(memorySource(bytes)).get(pdfReference(6))).toThrow(overBudget);
  });
});
