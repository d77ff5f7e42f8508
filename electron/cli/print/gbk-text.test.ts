import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gbkBytes } from './gbk-text.ts';

const decoded = (bytes: Uint8Array): string => new TextDecoder('gbk').decode(bytes);

describe('a text in code page 936', () => {
  it('has the bytes that Windows gives it', () => {
    expect([...gbkBytes('印章 1€')]).toEqual([0xd3, 0xa1, 0xd5, 0xc2, 0x20, 0x31, 0x80]);
  });

  it('comes back whole from what the code page has', () => {
    const sign = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    const text = fc
      .array(fc.oneof(sign, fc.constantFrom(...'aZ 0\n—…“”’·→×○，。（）')))
      .map((signs) => signs.join(''));
    fc.assert(fc.property(text, (each) => decoded(gbkBytes(each)) === each));
  });

  it('has a like sign for marks that the code page lacks, and a question mark for the rest', () => {
    expect(decoded(gbkBytes('✓ ✗ ⚠ • é 𠀀'))).toBe('√ × ! · é ?');
    expect(decoded(gbkBytes('\ufffd😀'))).toBe('??');
  });
});
