import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource, type ByteSource } from '../../bytes/byte-source.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { hybridPdf, objectStreamPdf, onePagePdf } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { pageCount } from '../pages/page-tree.ts';
import { pdfReference, pdfString } from '../syntax/objects.ts';
import { objectsOfRevision } from '../xref/revisions.ts';
import { IncrementBuilder } from './increment.ts';
import { writeXrefTable } from './xref-writer.ts';

const zeros = (length: number): Uint8Array => new Uint8Array(length);

describe('IncrementBuilder', () => {
  it('appends an update that keeps the original, and whose objects are read back', () => {
    const originals = [onePagePdf(), objectStreamPdf(), hybridPdf(), onePagePdf().slice(0, -1)];
    const text = fc.uint8Array({ maxLength: 40 }).map((bytes) => pdfString(bytes));
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.array(text, { minLength: 1, maxLength: 6 }),
        (original, added) => {
          const builder = new IncrementBuilder(openPdf(memorySource(original)), zeros);
          const references = added.map((object) => {
            const reference = builder.allocate();
            builder.put(reference, object);
            return reference;
          });
          builder.put(pdfReference(4), pdfString(latin1Bytes('changed')));
          const bytes = concatBytes(original, builder.finish().bytes);
          const document = openPdf(memorySource(bytes));
          expect(references.map((reference) => document.get(reference))).toEqual(added);
          expect(document.get(pdfReference(4))).toEqual(pdfString(latin1Bytes('changed')));
          expect(document.revisions.at(-1)?.end).toBe(bytes.length);
          expect(pageCount(document)).toBe(1);
          expect(latin1Text(bytes.subarray(0, original.length))).toBe(latin1Text(original));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names itself in a cross-reference stream', () => {
    const original = objectStreamPdf();
    const builder = new IncrementBuilder(openPdf(memorySource(original)), zeros);
    const reference = builder.allocate();
    builder.put(reference, pdfString(latin1Bytes('x')));
    const document = openPdf(memorySource(concatBytes(original, builder.finish().bytes)));
    const [newest] = document.revisions.slice(-1);
    expect(newest === undefined ? [] : objectsOfRevision(newest)).toEqual([
      reference.objectNumber,
      reference.objectNumber + 1,
    ]);
  });

  it('refuses to write an object twice', () => {
    const builder = new IncrementBuilder(openPdf(memorySource(onePagePdf())), zeros);
    builder.put(pdfReference(4), pdfString(latin1Bytes('a')));
    expect(() => builder.put(pdfReference(4), pdfString(latin1Bytes('b')))).toThrow();
  });
});

describe('an offset beyond 2^32', () => {
  it.each([
    ['in a table', 'table'],
    ['in a cross-reference stream', 'stream'],
  ] as const)('is read and written %s', (_, style) => {
    const original = farPdf(6_000_000_000, style);
    const builder = new IncrementBuilder(openPdf(original), zeros);
    const reference = builder.allocate();
    builder.put(reference, pdfString(latin1Bytes('far')));
    const document = openPdf(followedBy(original, builder.finish().bytes));
    expect(document.get(reference)).toEqual(pdfString(latin1Bytes('far')));
    expect(document.locate(reference.objectNumber)?.entry).toMatchObject({ offset: original.size });
  });

  it('of more than ten digits fits no table', () => {
    const object = { objectNumber: 1, generation: 0, offset: 10_000_000_000 };
    expect(() => writeXrefTable([object], new Map())).toThrow(
      expect.objectContaining({ code: 'PDF_XREF_DAMAGED' }),
    );
  });
});

/** Makes a file whose objects stand behind a gap that no memory holds. */
function farPdf(gap: number, style: 'table' | 'stream'): ByteSource {
  const bodies = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>'];
  let text = '\n';
  const offsets = bodies.map((body, at) => {
    const offset = gap + text.length;
    text += `${String(at + 1)} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = gap + text.length;
  if (style === 'table') {
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    text += `xref\n1 2\n${rows}trailer\n<</Root 1 0 R/Size 3>>\n`;
  } else {
    const hex = [...offsets, start].map((offset) => `01${offset.toString(16).padStart(12, '0')}`).join('');
    text += `3 0 obj\n<</Type/XRef/W[1 6 0]/Index[1 3]/Root 1 0 R/Size 4/Filter/ASCIIHexDecode`;
    text += `/Length ${String(hex.length)}>>\nstream\n${hex}\nendstream\nendobj\n`;
  }
  text += `startxref\n${String(start)}\n%%EOF\n`;
  return followedBy(
    followedBy(memorySource(latin1Bytes('%PDF-1.7\n')), new Uint8Array(0), gap),
    latin1Bytes(text),
  );
}

/** Makes a source with more bytes behind it, or at `position` with spaces between. */
function followedBy(source: ByteSource, bytes: Uint8Array, position = source.size): ByteSource {
  const size = position + bytes.length;
  const read = (offset: number, length: number): Uint8Array => {
    const end = Math.min(size, offset + length);
    const result = new Uint8Array(Math.max(0, end - offset)).fill(0x20);
    if (offset < source.size) result.set(source.read(offset, Math.min(length, source.size - offset)));
    const from = Math.max(offset, position);
    if (end > from) result.set(bytes.subarray(from - position, end - position), from - offset);
    return result;
  };
  const readInto = (offset: number, target: Uint8Array): number => {
    const part = read(offset, target.length);
    target.set(part);
    return part.length;
  };
  return { size, read, readInto };
}
