import { spawnSync } from 'node:child_process';
import { withFile } from './qpdf.ts';

/** A letter as MuPDF finds it: the middle of its area as seen, in millimetres from the top left of the page. */
export interface SeenLetter {
  readonly letter: string;
  readonly xMm: number;
  readonly yMm: number;
}

const MM_PER_POINT = 25.4 / 72;
const LETTER = /<char [^>]*>/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the letters of each page by MuPDF, in the order of the page's content. */
export function seenLetters(pdf: Uint8Array): readonly (readonly SeenLetter[])[] {
  return withFile(pdf, (path) => {
    const { stdout, status, stderr } = spawnSync('mutool', ['draw', '-q', '-F', 'stext', path], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.split('<page ').slice(1).map(lettersOf);
  });
}

function lettersOf(page: string): readonly SeenLetter[] {
  const letters = Array.from(page.matchAll(LETTER), ([element]) => {
    // MuPDF changes the order of its attributes from version to version.
    const attribute = (name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? '';
    const numbers = attribute('quad').split(' ').map(Number);
    const middle = (axis: 0 | 1): number => {
      const values = numbers.filter((_, at) => at % 2 === axis);
      return ((Math.min(...values) + Math.max(...values)) / 2) * MM_PER_POINT;
    };
    return { letter: plain(attribute('c')), xMm: middle(0), yMm: middle(1) };
  });
  // It adds spaces between letters that are set apart.
  return letters.filter(({ letter }) => letter.trim() !== '');
}

function plain(written: string): string {
  return written.replaceAll(/&(?:#x([\da-f]+)|(\w+));/gi, (_, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? name) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
