import { spawnSync } from 'node:child_process';

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

const MM_PER_POINT = 25.4 / 72;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CHARACTER = /<char quad="[^"]*" x="([^"]*)" y="([^"]*)"[^>]* c="([^"]*)"/g;
const PICTURE = /<fill_image [^>]*transform="([^"]*)"/g;

/** Reads from a file where MuPDF draws letters and pictures, page by page. */
export function drawnByMupdf(path: string): readonly DrawnPage[] {
  const texts = drawn(path, 'stext').split('<page ').slice(1);
  const traces = drawn(path, 'trace').split('<page ').slice(1);
  return texts.map((text, page) => {
    const size = /width="([^"]*)" height="([^"]*)"/.exec(text) ?? [];
    return {
      widthMm: Number(size[1]) * MM_PER_POINT,
      heightMm: Number(size[2]) * MM_PER_POINT,
      letters: Array.from(text.matchAll(CHARACTER), ([, x, y, written = '']) => ({
        letter: plain(written),
        x: Number(x) * MM_PER_POINT,
        y: Number(y) * MM_PER_POINT,
      })).filter(({ letter }) => letter.trim() !== ''),
      pictures: Array.from((traces[page] ?? '').matchAll(PICTURE), ([, numbers = '']) =>
        numbers.split(' ').map((number) => Number(number) * MM_PER_POINT),
      ),
    };
  });
}

/** Draws a page as a pixmap (PNG) into a file. @param dots an inch */
export function drawPage(path: string, page: number, dots: number, target: string): void {
  run(['draw', '-q', '-r', String(dots), '-o', target, path, String(page + 1)]);
}

function drawn(path: string, format: 'stext' | 'trace'): string {
  return run(['draw', '-q', '-F', format, path]);
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('mutool', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function plain(written: string): string {
  return written.replaceAll(/&(?:#x([\da-f]+)|(\w+));/gi, (_, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? name) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
