import { lettersOf, MM_PER_POINT, mutool, pagesByMupdf } from './mupdf-text.ts';

/** A letter and where its pen stood, in millimetres from the top left of the page. */
export interface DrawnLetter {
  readonly letter: string;
  readonly x: number;
  readonly y: number;
}

/** From the unit square of a picture, y down, to millimetres from the top left of the page. */
export type PictureMatrix = readonly number[];

/** A page as MuPDF draws it. */
export interface DrawnPage {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly letters: readonly DrawnLetter[];
  readonly pictures: readonly PictureMatrix[];
}

const PICTURE = /<fill_image [^>]*transform="([^"]*)"/g;

/** Reads from a file where MuPDF draws letters and pictures, page by page. */
export function drawnByMupdf(path: string): readonly DrawnPage[] {
  const traces = pagesByMupdf(path, 'trace');
  return pagesByMupdf(path, 'stext').map((text, page) => {
    const size = /width="([^"]*)" height="([^"]*)"/.exec(text) ?? [];
    return {
      widthMm: Number(size[1]) * MM_PER_POINT,
      heightMm: Number(size[2]) * MM_PER_POINT,
      letters: lettersOf(text).map(({ letter, attribute }) => ({
        letter,
        x: Number(attribute('x')) * MM_PER_POINT,
        y: Number(attribute('y')) * MM_PER_POINT,
      })),
      pictures: Array.from((traces[page] ?? '').matchAll(PICTURE), ([, numbers = '']) =>
        numbers.split(' ').map((number) => Number(number) * MM_PER_POINT),
      ),
    };
  });
}

/** Draws a page as a pixmap (PNG) into a file. @param dots an inch */
export function drawPage(path: string, page: number, dots: number, target: string): void {
  mutool('draw', '-q', '-r', String(dots), '-o', target, path, String(page + 1));
}
