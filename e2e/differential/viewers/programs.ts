import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOTS_PER_INCH, type DrawnPage, type Drawing, MOST_PAGES, REFUSED, type Viewer } from './drawing.ts';

/** A viewer that loops is stopped, and shows nothing then. */
const DEADLINE_MS = 20_000;
const MOST_OUTPUT = 64 * 1024 * 1024;
const DOTS = String(DOTS_PER_INCH);
const LAST = String(MOST_PAGES);
/** P6, width, height and the maximum (Netpbm). */
const PIXMAP_HEADER = /^P6\s+(\d+)\s+(\d+)\s+255\s/;
const LONGEST_HEADER = 40;

/** MuPDF, as `mutool draw` shows pages with their annotations. @param folder for the file that it reads */
export const mupdf = (folder: string): Viewer => ({
  name: 'MuPDF',
  draw: (pdf) => {
    const path = written(join(folder, 'mupdf.pdf'), pdf);
    return drawnBy('mutool', ['draw', '-q', '-i', '-F', 'ppm', '-r', DOTS, '-o', '-', path, `1-${LAST}`]);
  },
});

/** Poppler, the viewer of GNOME and KDE, as `pdftoppm` shows pages. @param folder for the file that it reads */
export const poppler = (folder: string): Viewer => ({
  name: 'Poppler',
  draw: (pdf) => {
    const path = written(join(folder, 'poppler.pdf'), pdf);
    return drawnBy('pdftoppm', ['-cropbox', '-q', '-r', DOTS, '-l', LAST, path]);
  },
});

function written(path: string, pdf: Uint8Array): string {
  writeFileSync(path, pdf);
  return path;
}

/** Runs a viewer. What it could draw before it failed counts: a person would see that. */
function drawnBy(program: string, args: readonly string[]): Promise<Drawing> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: MOST_OUTPUT, timeout: DEADLINE_MS } as const;
    execFile(program, args, options, (error, stdout) => {
      if (error?.code === 'ENOENT') {
        reject(new Error(`${program} is not installed`));
        return;
      }
      const pages = [...pixmapsIn(new Uint8Array(stdout))];
      resolve(pages.length === 0 ? REFUSED : { pageCount: pages.length, pages });
    });
  });
}

/** Reads pixmaps that follow each other. */
function* pixmapsIn(bytes: Uint8Array): Generator<DrawnPage> {
  const decoder = new TextDecoder('latin1');
  for (let at = 0; at < bytes.length;) {
    const header = PIXMAP_HEADER.exec(decoder.decode(bytes.subarray(at, at + LONGEST_HEADER)));
    if (header === null) return;
    const [width, height] = [Number(header[1]), Number(header[2])];
    const start = at + header[0].length;
    at = start + width * height * 3;
    yield { width, height, rgb: bytes.subarray(start, at) };
  }
}
