import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PDF_BUDGET } from '../../budgets.ts';
import { ByteReader, memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import {
  endOfValues,
  PDF_NULL,
  pdfArray,
  pdfBoolean,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfReference,
  pdfString,
  type PdfObject,
  spanOf,
} from './objects.ts';
import { parseObject } from './parser.ts';
import { serializeObject } from './serializer.ts';

function parse(text: string | Uint8Array): PdfObject {
  return parseObject(new ByteReader(memorySource(typeof text === 'string' ? latin1Bytes(text) : text)));
}

/** Removes the spans, which hold the places of values and not the values. */
function withoutSpans(object: PdfObject): unknown {
  if (object.kind === 'array') return object.items.map(withoutSpans);
  if (object.kind === 'dictionary')
    return [...object.entries].map(([key, value]) => [key, withoutSpans(value)]);
  return object;
}

describe('parseObject', () => {
  it('reads the examples of ISO 32000-2 §7.3.4', () => {
    const text = '(These \\\ntwo strings \\\nare the same.) ';
    expect(parse(text)).toEqual(pdfString(latin1Bytes('These two strings are the same.')));
    expect(parse('(balanced (parentheses) and \\053\\53\\0533)')).toEqual(
      pdfString(latin1Bytes('balanced (parentheses) and +++3')),
    );
    expect(parse('<901FA>')).toEqual(pdfString(Uint8Array.of(0x90, 0x1f, 0xa0), 'hex'));
    expect(parse('/A#42#20C')).toEqual(pdfName('AB C'));
    expect(parse('(a\r\nb\rc)')).toEqual(pdfString(latin1Bytes('a\nb\nc')));
  });

  it('keeps the text of numbers', () => {
    for (const text of ['0', '-17', '+4.', '.5', '-.002', '00000123', '34.50']) {
      expect(parse(`${text} `)).toEqual({ kind: 'number', value: Number(text), text });
    }
  });

  it('tells references from numbers', () => {
    expect(withoutSpans(parse('[1 0 R 2 0 3 R/X 4 5]'))).toEqual(
      withoutSpans(
        pdfArray([
          pdfReference(1),
          pdfNumber(2),
          pdfReference(0, 3),
          pdfName('X'),
          pdfNumber(4),
          pdfNumber(5),
        ]),
      ),
    );
  });

  it('records the places of a dictionary’s values and the keys that occur twice', () => {
    const object = parse('<</Contents <00ff>/ByteRange [0 1 2 3] /Contents (x)>>');
    if (object.kind !== 'dictionary') throw new Error('a dictionary expected');
    expect(object.duplicates).toEqual(['Contents']);
    expect([spanOf(object, 'Contents'), spanOf(object, 'ByteRange'), spanOf(object, 'Type')]).toEqual([
      { start: 12, end: 18 },
      { start: 29, end: 38 },
      undefined,
    ]);
    expect(endOfValues(object)).toBe(38);
  });

  it.each([
    ['unclosed string', '(abc'],
    ['unclosed dictionary', '<</A 1'],
    ['key that is no name', '<<1 2>>'],
    ['unclosed array', '[1 2'],
    ['text in a hex string', '<12xz>'],
    ['number that is none', '1.2.3 '],
    ['unknown keyword', 'foo '],
    ['stray parenthesis', ')'],
    ['nothing at all', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'PDF_DAMAGED' }));
  });

  it.each([
    ['depth', '['.repeat(5000)],
    ['depth', '<</A'.repeat(90_000)],
    ['valuesOfObject', `[${'0 '.repeat(PDF_BUDGET.valuesOfObject)}]`],
  ])('refuses an object beyond the budget for %s', (budget, text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'FILE_OVER_BUDGET',
        details: expect.objectContaining({ budget }) as object,
      }),
    );
  });

  it('reads back everything that is written', () => {
    fc.assert(
      fc.property(anyObject(), (object) => {
        expect(withoutSpans(parse(serializeObject(object)))).toEqual(withoutSpans(object));
      }),
    );
  });

  it('parses or refuses any bytes, with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'PDF_DAMAGED' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('serializeObject', () => {
  it('escapes characters that would end a name or a string', () => {
    expect(latin1Text(serializeObject(pdfName('A B/#')))).toBe('/A#20B#2f#23');
    expect(latin1Text(serializeObject(pdfString(latin1Bytes('a(b)\\\r'))))).toBe('(a\\(b\\)\\\\\\r)');
  });
});

function anyObject(): fc.Arbitrary<PdfObject> {
  const name = fc.uint8Array({ maxLength: 8 }).map(latin1Text);
  const leaf: fc.Arbitrary<PdfObject>[] = [
    fc.constant(PDF_NULL),
    fc.boolean().map(pdfBoolean),
    fc.integer().map(pdfNumber),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(pdfNumber),
    name.map(pdfName),
    fc
      .tuple(fc.uint8Array(), fc.constantFrom('literal' as const, 'hex' as const))
      .map(([b, form]) => pdfString(b, form)),
    fc
      .tuple(fc.nat(9_999_999), fc.nat(65_535))
      .map(([number, generation]) => pdfReference(number, generation)),
  ];
  return fc.letrec<{ object: PdfObject }>((tie) => ({
    object: fc.oneof(
      { maxDepth: 4 },
      ...leaf,
      fc.array(tie('object'), { maxLength: 5 }).map(pdfArray),
      fc
        .array(fc.tuple(name, tie('object')), { maxLength: 5 })
        .map((entries) => pdfDictionary(new Map(entries))),
    ),
  })).object;
}
