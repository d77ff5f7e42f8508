import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, isFileName } from './file-names.ts';

describe('a name for a file', () => {
  it.each([
    ['采购合同 (2).pdf', '采购合同 (2).pdf'],
    ['.hidden', '.hidden'],
    ['console.pdf', 'console.pdf'],
    ['COM10', 'COM10'],
    ['a:b|c?.pdf', 'a_b_c_.pdf'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['com1 .txt', '_com1 .txt'],
    ['LPT²', '_LPT²'],
    ['合同.', '合同_'],
    ['合同. .', '合同___'],
    ['..', '__'],
    ['a\nb', 'a_b'],
    ['', '_'],
  ])('made of %j is %j', (text, name) => {
    expect(fileName(text)).toBe(name);
  });

  it('is one, and is not changed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = fileName(text);
        expect([isFileName(name), fileName(name)]).toEqual([true, name]);
      }),
    );
  });
});
