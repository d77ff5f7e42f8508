import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { hybridPdf, objectStreamPdf, onePagePdf } from '../fixtures/pdf-fixture.ts';
import { IncrementBuilder } from '../increment/increment.ts';
import { openPdf } from '../open-pdf.ts';
import { pdfArray, pdfDictionary, pdfNumber, pdfString } from '../syntax/objects.ts';
import { revisionFault } from './revision-fault.ts';

describe('revisions of this program', () => {
  const zeros = (length: number): Uint8Array => new Uint8Array(length);
  const words = fc.string({ unit: 'binary-ascii', maxLength: 40 });

  it.each([
    ['a table', onePagePdf()],
    ['a cross-reference stream', objectStreamPdf()],
    ['a hybrid file', hybridPdf()],
  ])('are in order behind %s, whatever they hold', (_name, base) => {
    fc.assert(
      fc.property(fc.array(fc.array(words, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (updates) => {
        let pdf = base;
        for (const texts of updates) {
          const builder = new IncrementBuilder(openPdf(memorySource(pdf)), zeros);
          for (const text of texts) {
            const value = pdfString(latin1Bytes(text));
            builder.put(builder.allocate(), pdfArray([value, pdfNumber(text.length)]));
            builder.putStream(builder.allocate(), pdfDictionary({ X: value }), latin1Bytes(text));
          }
          pdf = concatBytes(pdf, builder.finish().bytes);
        }
        const document = openPdf(memorySource(pdf));
        const faults = document.revisions.slice(1).map((_, at) => revisionFault(document, at + 1));
        expect(faults.filter((fault) => fault !== null && fault.rule !== 'objectText')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('are refused with any other byte in the section', () => {
    const builder = new IncrementBuilder(openPdf(memorySource(onePagePdf())), zeros);
    builder.put(builder.allocate(), pdfArray([]));
    const pdf = concatBytes(onePagePdf(), builder.finish().bytes);
    const text = latin1Text(pdf);
    const start = text.lastIndexOf('xref\n', text.lastIndexOf('startxref') - 1);
    const changed = new Set<string>();
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: pdf.length - 2 }),
        fc.integer({ min: 33, max: 126 }),
        (at, byte) => {
          // The hash in /ID means nothing to a reader, nor do a few numbers to spare in /Size.
          const isId = at > text.lastIndexOf('/ID') && at < text.lastIndexOf(']');
          const isSize = at === text.lastIndexOf('/Size ') + 6;
          fc.pre(!isId && !isSize && pdf[at] !== byte);
          const damaged = pdf.slice();
          damaged[at] = byte;
          if (isTaken(damaged)) changed.add(`${text.slice(at - 8, at + 8)} ${String.fromCharCode(byte)}`);
        },
      ),
      { numRuns: 1500 },
    );
    expect([...changed]).toEqual([]);
  });
});

/** Tells whether the file opens with two revisions, the later of which is in order and leads to the same catalog. */
function isTaken(pdf: Uint8Array): boolean {
  try {
    const document = openPdf(memorySource(pdf));
    const { trailer } = document;
    const keys = [...trailer.entries.keys()].toSorted().join();
    return (
      document.revisions.length === 2 &&
      revisionFault(document, 1) === null &&
      keys === 'ID,Prev,Root,Size' &&
      document.root.objectNumber === 1
    );
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
