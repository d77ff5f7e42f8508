import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, type ByteSource, memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { readToken, type Token } from './lexer.ts';

/** Gives one byte at a time, so that no name and no word is ever whole in a window. */
function bytewiseSource(bytes: Uint8Array): ByteSource {
  return { ...memorySource(bytes), view: (offset) => bytes.subarray(offset, offset + 1) };
}

function tokensOf(source: ByteSource): readonly (Token | null)[] {
  const reader = new ByteReader(source);
  const tokens: (Token | null)[] = [];
  for (;;) {
    const token = orNullIfDamaged(() => readToken(reader));
    tokens.push(token);
    if (token === null || token.type === 'end') return tokens;
  }
}

describe('readToken', () => {
  it('reads the same tokens whether the bytes come together or one by one', () => {
    const piece = fc.constantFrom(
      ...['/Type', '/Page', '/A#42', '/', 'obj', 'endobj', '12', '-.5', '007', '1.2.3', 'R', '#', 'x#'],
      ...['(a)', '<41>', '<<', '>>', '[', ']', '{', '}', '<', '>', ')', '%c\n', ' ', '\n', '\0', '\u00ff'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const bytes = latin1Bytes(pieces.join(''));
        expect(tokensOf(memorySource(bytes))).toEqual(tokensOf(bytewiseSource(bytes)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads the same hexadecimal string whether its digits come together or one by one', () => {
    const digits = fc.stringMatching(/^[0-9a-fA-F]{0,40}$/);
    const part = fc.oneof({ weight: 9, arbitrary: digits }, fc.constantFrom(' ', '\r\n', 'g'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 400 }), (parts) => {
        const bytes = latin1Bytes(`<${parts.join('')}>/Next`);
        expect(tokensOf(memorySource(bytes))).toEqual(tokensOf(bytewiseSource(bytes)));
      }),
    );
    const [whole] = tokensOf(memorySource(latin1Bytes(`<${'30'.repeat(5_000)}3>`)));
    expect(whole).toMatchObject({ form: 'hex', bytes: new Uint8Array(5_001).fill(0x30) });
  });

  it('reads names of any number, also those that look alike to what knows them again', () => {
    const names = Array.from({ length: 5_000 }, (_, number) => `N${String(number)}`);
    const read = tokensOf(memorySource(latin1Bytes(`/${names.join('/')} `)));
    expect(read.slice(0, -1)).toEqual(names.map((value) => ({ type: 'name', value })));
  });
});
