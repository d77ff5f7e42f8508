import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagesIn, pagesText, parsePageRange, rangeText } from './page-range.ts';

const found = (text: string, count: number) => {
  const range = parsePageRange(text);
  return range === null ? null : pagesIn(range, count);
};

describe('a range of pages', () => {
  it.each([
    ['1', 5, [0], []],
    ['1,3-5,-1', 7, [0, 2, 3, 4, 6], []],
    ['-3--1', 5, [2, 3, 4], []],
    ['2--2', 5, [1, 2, 3], []],
    ['odd', 5, [0, 2, 4], []],
    ['even', 5, [1, 3], []],
    ['all', 3, [0, 1, 2], []],
    ['last', 3, [2], []],
    [' 2 , 2,1', 3, [0, 1], []],
    ['奇数页，末页', 4, [0, 2, 3], []],
    ['全部', 2, [0, 1], []],
    ['4-9,-9', 5, [3, 4], ['4-9', '-9']],
    ['4--4', 5, [], ['4--4']],
  ])('%s of a document of %i pages is found', (text, count, pages, beyond) => {
    expect(found(text, count)).toEqual({ pages, beyond });
  });

  it.each(['', '0', '1,', '5-2', '-1--3', '1-', 'x', '1.5', '1;2', 'ODD', '--1', '99999999', 'constructor'])(
    'is not what "%s" says',
    (text) => expect(found(text, 9)).toBeNull(),
  );

  it.each(['1,3-6,-1', 'odd,even', 'all', '-3--1'])('%s is written as it was read', (text) => {
    const range = parsePageRange(text);
    expect(range === null ? null : rangeText(range)).toBe(text);
  });

  it('written for any pages is read as those pages', () => {
    const pages = fc.uniqueArray(fc.nat(200), { minLength: 1 });
    fc.assert(
      fc.property(pages, (given) => {
        const sorted = [...given].sort((one, other) => one - other);
        expect(found(pagesText(sorted), 201)).toEqual({ pages: sorted, beyond: [] });
      }),
    );
  });

  it('of any text names only pages of the document, each once and ascending', () => {
    const part = fc.oneof(
      fc.constantFrom('odd', 'even', 'all', 'last'),
      fc.tuple(fc.integer(), fc.integer()).map(([from, to]) => `${from % 50}-${to % 50}`),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(part), fc.nat(60), (parts, count) => {
        const pages = found(parts.join(','), count)?.pages ?? [];
        expect(pages.every((page, at) => page < count && page > (pages[at - 1] ?? -1))).toBe(true);
      }),
    );
  });
});
