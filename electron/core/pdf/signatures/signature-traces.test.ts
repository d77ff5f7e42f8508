import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { onePagePdf } from '../fixtures/pdf-fixture.ts';
import { findSignatureTraces } from './signature-traces.ts';

function tracesIn(bytes: string | Uint8Array) {
  return findSignatureTraces(memorySource(typeof bytes === 'string' ? latin1Bytes(bytes) : bytes));
}

describe('findSignatureTraces', () => {
  it.each([
    ['/ByteRange', 'x /ByteRange[0 1 2 3]', 'byte-range'],
    ['an escaped /ByteRange', '<</By#74eRange 1>>', 'byte-range'],
    ['one whose first letter is escaped', '<</#42yteRange 1>>', 'byte-range'],
    ['/Type /Sig', '<</Type /Sig>>', 'signature-type'],
    ['/Type/Sig with a comment between', '<</Type % comment\n/Sig>>', 'signature-type'],
    ['a document time stamp', '<</Type/DocTimeStamp>>', 'signature-type'],
  ])('finds %s', (_, text, kind) => {
    expect(tracesIn(text)).toMatchObject([{ kind }]);
  });

  it.each([
    ['an unsigned file', onePagePdf()],
    ['an empty signature field', '<</FT/Sig/T(x)>>'],
    ['a longer name', '/ByteRangeX /TypeX /Type/SigRef /Type/Signature'],
    ['plain words', 'ByteRange Type Sig'],
  ])('finds nothing in %s', (_, bytes) => {
    expect(tracesIn(bytes)).toEqual([]);
  });

  it('finds a signature inside an object stream whose /Length is wrong', () => {
    const data = zlibSync(latin1Bytes('9 0 <</Type/Sig/ByteRange[0 1 2 3]>>'));
    const head = latin1Bytes(
      `junk 12 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 3>>\nstream\n`,
    );
    const bytes = concatBytes(head, data, latin1Bytes('\nendstream'));
    expect(tracesIn(bytes)).toEqual([
      { kind: 'signature-type', offset: 16 },
      { kind: 'byte-range', offset: 16 },
    ]);
  });

  it('finds a name that lies across two pieces of a large file', () => {
    for (const before of [262_143, 262_144, 262_140]) {
      const bytes = concatBytes(new Uint8Array(before), latin1Bytes('/ByteRange[]'), new Uint8Array(300_000));
      expect(tracesIn(bytes)).toEqual([{ kind: 'byte-range', offset: before }]);
    }
  });

  it('stops at the limit', () => {
    expect(findSignatureTraces(memorySource(latin1Bytes('/ByteRange '.repeat(50))), 1)).toHaveLength(1);
  });
});
