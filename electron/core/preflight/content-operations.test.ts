import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { contentOperations, mayHaveOperator, operatorCodes } from './content-operations.ts';

const SOUGHT = ['f', 'f*', 'Do', 'EI'];
const operatorsOf = (content: Uint8Array): readonly string[] =>
  [...contentOperations(new ByteReader(memorySource(content)))].map(({ operator }) => operator);

describe('a look for operators', () => {
  it.each([
    ['q 1 0 0 1 5 5 cm /Seal Do Q', true],
    ['[(a)]f', true],
    ['<41>f*', true],
    ['0 0 m\0f\0', true],
    ['BT /F1 9 Tf (full of Dots) Tj ET', false],
    ['BT <66> Tj T* 12f fo Dot /f1 gs', false],
    ['', false],
  ])('finds them wherever words end: %j', (content, expected) => {
    expect(mayHaveOperator(latin1Bytes(content), operatorCodes(SOUGHT))).toBe(expected);
  });

  it('misses none that reading finds', () => {
    const piece = fc.constantFrom(
      ...['f', 'f*', 'Do', 'EI', 'BI', 'ID ', 'Tj', 'q', '(', ')', '<', '>', '<<', '>>', '[', ']', '/', '%'],
      ...[' ', '\n', '\0', '\t', '1', '-.5', '\\', '{', '}', 'x', 'F1'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const content = latin1Bytes(pieces.join(''));
        if (operatorsOf(content).some((operator) => SOUGHT.includes(operator))) {
          // The reader tells of an inline image where its data begins.
          expect(mayHaveOperator(content, operatorCodes([...SOUGHT, 'ID']))).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
