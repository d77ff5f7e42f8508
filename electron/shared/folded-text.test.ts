import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, foldText } from './folded-text.ts';

const IGNORING_CASE = { matchCase: false };

function found(text: string, wanted: string, folding = IGNORING_CASE): readonly string[] {
  const within = foldText(text, folding);
  return findFolded(within, foldText(wanted, folding).text, 100).map(({ start, length }) =>
    text.slice(start, start + length),
  );
}

describe('findFolded', () => {
  it.each([
    ['full width by half width', '合同编号：ＡＢ１２３（甲方）', 'ab123(甲方)', ['ＡＢ１２３（甲方）']],
    ['traditional by simplified', '蓋章處 與 盖章处', '盖章处', ['蓋章處', '盖章处']],
    ['simplified by traditional', '两国之间', '兩國', ['两国']],
    ['letters set apart', '甲 方（ 盖  章 ）', '甲方（盖章）', ['甲 方（ 盖  章 ）']],
    ['across the end of a line', '有限\n公司', '有限公司', ['有限\n公司']],
    ['radicals that fonts give for characters', '⼈⺠币', '人', ['⼈']],
    ['a ligature by a part of it', 'the oﬃce', 'off', ['oﬃ']],
    ['a wanted text with spaces', 'therapist', 'the rapist', ['therapist']],
    ['characters beyond the basic plane', '𠮷野家と𠮷', '𠮷', ['𠮷', '𠮷']],
    ['places one after another, none overlapping', 'aaaa', 'aa', ['aa', 'aa']],
    ['nothing by white space alone', 'a b', ' ', []],
  ])('finds %s', (_what, text, wanted, expected) => {
    expect(found(text, wanted)).toEqual(expected);
  });

  it('keeps case apart if that is wanted', () => {
    expect(found('Seal SEAL seal', 'Seal', { matchCase: true })).toEqual(['Seal']);
    expect(found('Seal SEAL seal', 'Seal')).toHaveLength(3);
  });

  it('leaves white space behind a place out of it', () => {
    expect(found('甲方 ： 乙方', '甲方')).toEqual(['甲方']);
  });

  it('ends after the number of places that is asked for', () => {
    expect(findFolded(foldText('aaaa', IGNORING_CASE), 'a', 3)).toHaveLength(3);
  });

  it('finds every part of any text where it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (before, part) => {
          const wanted = foldText(part, IGNORING_CASE).text;
          const within = foldText(before + part, IGNORING_CASE);
          fc.pre(wanted !== '' && within.text.endsWith(wanted));
          const ranges = findFolded(within, wanted, Infinity);
          expect(ranges.length).toBeGreaterThan(0);
          for (const { start, length } of ranges) {
            expect(foldText(within.original.slice(start, start + length), IGNORING_CASE).text).toContain(
              wanted,
            );
          }
        },
      ),
    );
  });
});
