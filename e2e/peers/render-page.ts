import { spawnSync } from 'node:child_process';
import { latin1Text } from '../../electron/core/bytes/encodings.ts';
import { withFile } from './qpdf.ts';

/** A page that other software has drawn: three bytes a pixel, rows from the top. */
export interface RenderedPage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** What an office prints and scans at. */
export const DOTS_PER_INCH = 150;

/**
 * Draws a page with its annotations in Poppler and in MuPDF. Poppler ignores /UserUnit, so the resolution is
 * adapted to make its pixels as small as MuPDF's.
 */
export const RENDERERS = { poppler: renderWithPoppler, mupdf: renderWithMupdf } as const;

function renderWithPoppler(pdf: Uint8Array, pageNumber: number, userUnit = 1): RenderedPage {
  const page = String(pageNumber);
  const dots = String(Math.ceil(DOTS_PER_INCH * userUnit));
  return render(pdf, 'pdftoppm', (path) => ['-cropbox', '-r', dots, '-f', page, '-l', page, path]);
}

function renderWithMupdf(pdf: Uint8Array, pageNumber: number): RenderedPage {
  const options = ['draw', '-q', '-F', 'ppm', '-r', String(DOTS_PER_INCH), '-o', '-'];
  return render(pdf, 'mutool', (path) => [...options, path, String(pageNumber)]);
}

function render(pdf: Uint8Array, command: string, options: (path: string) => string[]): RenderedPage {
  return withFile(pdf, (path) => {
    const { status, stdout, stderr } = spawnSync(command, options(path), { maxBuffer: 1 << 30 });
    if (status !== 0) throw new Error(`${command}: ${stderr.toString('latin1')}`);
    return readPixmap(new Uint8Array(stdout));
  });
}

/** Reads a PPM (P6): width, height and maximum as text, then the pixels. */
function readPixmap(bytes: Uint8Array): RenderedPage {
  const header = /^P6\s(?:#.*\s)*(\d+)\s(\d+)\s255\s/.exec(latin1Text(bytes.subarray(0, 200)));
  if (header === null) throw new Error('not a pixmap');
  return { width: Number(header[1]), height: Number(header[2]), rgb: bytes.subarray(header[0].length) };
}
