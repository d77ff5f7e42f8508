import { FIRST_LETTER, STANDARD_WIDTHS } from '../fonts/standard-widths.ts';

/** Wide by Unicode Standard Annex 11: ideographs, kana, hangul, full-width forms and their punctuation. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const WIDE_WIDTH = 1000;
const OTHER_WIDTH = 556;

/** Letters that are not wide are drawn narrower or wider than Helvetica's by this at most. */
const LEAST_STRETCH = 0.5;
const MOST_STRETCH = 2.2;

/**
 * Returns how far a text has come behind each of its UTF-16 units, in thousandths of a font's size. Wide letters are as
 * wide as the font is high; the others share what is left as in a usual font.
 * @param length of the whole text, in font sizes
 */
export function advancesOf(text: string, length: number): readonly number[] {
  const characters = [...text];
  const wide = characters.filter((character) => widthOf(character) === WIDE_WIDTH).length;
  const others = characters.reduce((sum, each) => sum + widthOf(each), 0) - wide * WIDE_WIDTH;
  const stretch = (length * WIDE_WIDTH - wide * WIDE_WIDTH) / others;
  const isUsual = stretch >= LEAST_STRETCH && stretch <= MOST_STRETCH;
  const advances: number[] = [];
  let total = 0;
  for (const character of characters) {
    const width = widthOf(character);
    total += width === WIDE_WIDTH || !isUsual ? width : width * stretch;
    for (let unit = 0; unit < character.length; unit += 1) advances.push(total);
  }
  return advances;
}

function widthOf(character: string): number {
  const latin = STANDARD_WIDTHS.helvetica[(character.codePointAt(0) ?? 0) - FIRST_LETTER];
  return latin ?? (WIDE.test(character) ? WIDE_WIDTH : OTHER_WIDTH);
}
