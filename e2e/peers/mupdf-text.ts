import { spawnSync } from 'node:child_process';

export const MM_PER_POINT = 25.4 / 72;
const LETTER = /<char [^>]*>/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A letter as MuPDF writes it down. */
export interface WrittenLetter {
  readonly letter: string;
  /** What it says of the letter, by name. MuPDF changes the order of its attributes from version to version. */
  readonly attribute: (name: string) => string;
}

/** Runs mutool and returns what it prints. @throws Error if it fails */
export function mutool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('mutool', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Returns what MuPDF writes down of each page of a file: its text, or how it is drawn. */
export function pagesByMupdf(path: string, format: 'stext' | 'trace'): readonly string[] {
  return mutool('draw', '-q', '-F', format, path).split('<page ').slice(1);
}

/** Returns the letters in the text of a page, without the spaces that MuPDF adds between letters that are set apart. */
export function lettersOf(page: string): readonly WrittenLetter[] {
  const letters = Array.from(page.matchAll(LETTER), ([element]) => {
    const attribute = (name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? '';
    return { letter: plain(attribute('c')), attribute };
  });
  return letters.filter(({ letter }) => letter.trim() !== '');
}

function plain(written: string): string {
  return written.replaceAll(/&(?:#x([\da-f]+)|(\w+));/gi, (_, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? name) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
