import { describe, expect, it } from 'vitest';
import { type Keyword, foldPattern, hitAt, matchesOf } from './keyword.ts';
import { pageText, type TextPiece } from './page-text.ts';
import { wordsWithin } from './words-within.ts';

/** Pieces of ten points, one below the other, as wide as their letters are. */
const pieces = (...texts: readonly string[]): readonly TextPiece[] =>
  texts.map((text, at) => ({
    text,
    matrix: [10, 0, 0, 10, 100, 700 - at * 20],
    length: text.length * 10,
    isVertical: false,
  }));

function found(texts: readonly string[], keyword: Keyword): readonly string[] {
  const page = pageText(pieces(...texts));
  return matchesOf(keyword)(page.folded.text).flatMap((match) => hitAt(0, page, match)?.text ?? []);
}

const words = (text: string): Keyword => ({ text, isPattern: false });
const pattern = (text: string): Keyword => ({ text, isPattern: true });

describe('a keyword', () => {
  it.each([
    ['half-width brackets by full-width ones', ['甲方(盖章)：'], words('甲方（盖章）'), ['甲方(盖章)']],
    ['letters set apart', ['盖  章   处'], words('盖章处'), ['盖  章   处']],
    ['traditional by simplified', ['蓋章處'], words('盖章处'), ['蓋章處']],
    ['a word that is broken at the end of a line', ['请在盖', '章处盖章'], words('盖章处'), ['盖章处']],
    ['every place', ['盖章', '盖章'], words('盖章'), ['盖章', '盖章']],
    [
      'a pattern',
      ['甲方（盖章）', '乙方(盖章)'],
      pattern('[甲乙]方（盖章）'),
      ['甲方（盖章）', '乙方(盖章)'],
    ],
    [
      'a pattern with white space, which does not count',
      ['日期：  年  月'],
      pattern(String.raw`日期:\s+年 月`),
      ['日期：  年  月'],
    ],
    ['nothing by a pattern that matches nothing', ['甲方'], pattern('x*'), []],
  ])('finds %s', (_, texts, keyword, expected) => expect(found(texts, keyword)).toEqual(expected));

  it.each([
    ['an empty one', words('  ')],
    ['an overlong one', words('章'.repeat(201))],
    ['a pattern that is none', pattern('(甲')],
  ])('is refused: %s', (_, keyword) =>
    expect(() => matchesOf(keyword)).toThrow(expect.objectContaining({ code: 'KEYWORD_INVALID' })),
  );

  it('takes full-width marks in a pattern for marks of the text', () => {
    expect(foldPattern('（盖章）？')).toBe(String.raw`\(盖章\)\?`);
  });

  it('lies where its letters are', () => {
    const page = pageText(pieces('甲方（盖章）：'));
    expect(hitAt(3, page, { start: 3, length: 2 })).toMatchObject({
      page: 3,
      text: '盖章',
      area: { left: 130, bottom: 698.8, right: 150, top: 708.8 },
      letters: [
        { letter: '盖', area: { left: 130, right: 140 } },
        { letter: '章', area: { left: 140, right: 150 } },
      ],
    });
  });

  it('broken at the end of a line lies at its larger part', () => {
    const page = pageText(pieces('请在盖章', '处盖章'));
    expect(hitAt(0, page, { start: 2, length: 3 })?.area).toMatchObject({
      left: 120,
      right: 140,
      top: 708.8,
    });
  });

  it('in a column lies where its letters are', () => {
    const column: TextPiece = {
      text: '甲方盖章',
      matrix: [10, 0, 0, 10, 100, 700],
      length: 40,
      isVertical: true,
    };
    const page = pageText([column]);
    expect(hitAt(0, page, { start: 2, length: 2 })?.area).toEqual({
      left: 95,
      bottom: 660,
      right: 105,
      top: 680,
    });
  });
});

describe('the words within an area', () => {
  const page = pageText(pieces('甲方（盖章）', '乙方'));

  it('are the letters that it covers', () => {
    expect(wordsWithin(page, { left: 112, bottom: 680, right: 128, top: 705 })).toBe('方（ 方');
  });

  it('are none beside the text, and none of letters that it only touches', () => {
    expect(wordsWithin(page, { left: 300, bottom: 600, right: 400, top: 800 })).toBe('');
    expect(wordsWithin(page, { left: 10, bottom: 600, right: 100.5, top: 800 })).toBe('');
  });
});
