import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { DerCursor, elementsOf, readDer, readDerPrefix } from './der-reader.ts';
import { writeElement, writeSequence } from './der-writer.ts';
import { TAG } from './identifiers.ts';

const refused = (hex: string): string => {
  try {
    readDer(fromHex(hex), 'input');
    return 'accepted';
  } catch (error) {
    return error instanceof CodedError ? error.code : 'other';
  }
};

describe('DerCursor', () => {
  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['an indefinite length', '3080020101' + '0000'],
    ['a long form where the short one fits', '308103020101'],
    ['a length with a leading zero', `30820080${'00'.repeat(128)}`],
    ['five octets of length', '3085000000000100'],
    ['a length beyond the end', '3004020101'],
    ['the largest length', '3084ffffffff'],
    ['bytes behind the element', '300302010100'],
    ['a high tag number', '1f810000'],
  ])('refuses %s', (_name, hex) => {
    expect(refused(hex)).toBe('DER_INVALID');
  });
});

describe('DER elements', () => {
  it('keep their bytes, so that signatures are checked over the original', () => {
    const sequence = readDer(fromHex('3006020101020102'), 'input', TAG.sequence);
    expect(elementsOf(sequence, 'input').map(({ raw }) => toHex(raw))).toEqual(['020101', '020102']);
  });

  it('can be read from the front of padded bytes', () => {
    expect(toHex(readDerPrefix(fromHex('02010100000000'), 'input').raw)).toBe('020101');
  });

  it('are refused if the tag is another one or there are too many', () => {
    const cursor = new DerCursor(fromHex('020101020102'), 'input');
    expect(() => cursor.next(TAG.octetString)).toThrow(CodedError);
    expect(cursor.next(TAG.integer).tag).toBe(TAG.integer);
    expect(() => {
      cursor.end();
    }).toThrow(CodedError);
    expect(cursor.optional(TAG.octetString)).toBeUndefined();
  });

  it('of any content come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (contents) => {
        const members = contents.map((content) => writeElement(TAG.octetString, content));
        const elements = elementsOf(readDer(writeSequence(...members), 'input'), 'input');
        expect(elements.map(({ content }) => toHex(content))).toEqual(contents.map(toHex));
      }),
    );
  });

  it('throw only coded errors for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(['accepted', 'DER_INVALID']).toContain(refused(toHex(bytes)));
      }),
    );
  });
});
