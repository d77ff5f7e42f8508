import { lettersOf, MM_PER_POINT, pagesByMupdf } from './mupdf-text.ts';
import { withFile } from './qpdf.ts';

/** A letter as MuPDF finds it: the middle of its area as seen, in millimetres from the top left of the page. */
export interface SeenLetter {
  readonly letter: string;
  readonly xMm: number;
  readonly yMm: number;
}

/** Reads the letters of each page by MuPDF, in the order of the page's content. */
export function seenLetters(pdf: Uint8Array): readonly (readonly SeenLetter[])[] {
  return withFile(pdf, (path) => pagesByMupdf(path, 'stext').map(seenOn));
}

function seenOn(page: string): readonly SeenLetter[] {
  return lettersOf(page).map(({ letter, attribute }) => {
    const numbers = attribute('quad').split(' ').map(Number);
    const middle = (axis: 0 | 1): number => {
      const values = numbers.filter((_, at) => at % 2 === axis);
      return ((Math.min(...values) + Math.max(...values)) / 2) * MM_PER_POINT;
    };
    return { letter, xMm: middle(0), yMm: middle(1) };
  });
}
