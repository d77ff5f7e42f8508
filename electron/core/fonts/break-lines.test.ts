import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from './break-lines.ts';

const count = (text: string) => [...text].length;
const broken = (text: string, limit: number) => breakLines(text, count, () => limit);

describe('breakLines', () => {
  it.each([
    ['甲乙双方协商一致', 4, ['甲乙双方', '协商一致']],
    ['甲乙双方，协商', 4, ['甲乙双', '方，协商']],
    ['依照本《法》订', 4, ['依照本', '《法》订']],
    ['型号 YF-S600 共', 5, ['型号 ', 'YF-S600', ' 共']],
    ['SM3 66c7f0f462eeedd9', 8, ['SM3 66c7', 'f0f462ee', 'edd9']],
    ['', 4, []],
  ])('breaks %j at %i', (text, limit, lines) => {
    expect(broken(text, limit)).toEqual(lines);
  });

  it('gives the first line its own limit', () => {
    expect(breakLines('一二三四五六', count, (line) => (line === 0 ? 2 : 4))).toEqual(['一二', '三四五六']);
  });

  it('loses nothing and begins no line with a full stop', () => {
    const texts = fc.array(fc.constantFrom('甲', '乙', '，', '。', '（', '）', '8', ' '), { minLength: 1 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 9 }), (letters, limit) => {
        const lines = broken(letters.join(''), limit);
        expect(lines.join('')).toBe(letters.join(''));
        expect(lines.slice(1).some((line) => /^[，。）]/u.test(line))).toBe(false);
      }),
    );
  });
});
