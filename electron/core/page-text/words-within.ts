import { intersection, type Rectangle } from '../pdf/pages/page-geometry.ts';
import { areasOf, areaOf, type PageText } from './page-text.ts';

/** As much of them as a warning has room for. */
const MOST_LETTERS = 40;

/** Letters that an area only touches at their rim are not covered: this part of their height or width is rim. */
const RIM = 0.15;

/** Returns the letters of a page that an area meets, as they follow each other; empty for none. */
export function wordsWithin(page: PageText, area: Rectangle): string {
  let words = '';
  for (const [at, piece] of page.pieces.entries()) {
    if (words.length > MOST_LETTERS) break;
    if (!meets(areaOf(piece), area)) continue;
    const begin = page.starts[at] ?? 0;
    const letters = Array.from(piece.text, (letter, index) => ({ letter, index }));
    const covered = letters.filter(({ letter, index }) =>
      areasOf(page, begin + index, letter.length).some((each) => meets(each, area)),
    );
    const text = covered
      .map(({ letter }) => letter)
      .join('')
      .trim();
    if (text !== '') words += words === '' ? text : ` ${text}`;
  }
  return words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)}…` : words;
}

function meets(letters: Rectangle, area: Rectangle): boolean {
  const { left, bottom, right, top } = intersection(letters, area);
  const rim = RIM * Math.min(letters.right - letters.left, letters.top - letters.bottom);
  return right - left > rim && top - bottom > rim;
}
