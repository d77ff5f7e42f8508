import fontkit from '@pdf-lib/fontkit';
import { degrees, PDFDocument, rgb, type PDFFont, type PDFPage } from 'pdf-lib';
import { unpackWoff } from '../../../core/fonts/woff.ts';
import { CodedError } from '../../../shared/errors.ts';
import type { ReadPaper, Watermark } from '../ports.ts';
import { placePaper } from './placed-pages.ts';

/** What a paper may be used for; it stands across every page, so that a copy is of no use elsewhere. */
const PURPOSE = '仅供口令重置';

const SLANT_DEGREES = 30;
/** Dark enough to be read on a photograph and on paper, light enough to read through. */
const COLOUR = rgb(0.1, 0.2, 0.45);
const OPACITY = 0.28;
/** Of the shorter side of the page. */
const SIZE_SHARE = 1 / 30;
const SIZE_LIMITS = { smallest: 6, largest: 60 } as const;
/** Between two of them, in heights of a letter. */
const LINE_STEP = 7;
const GAP = 3;

export interface WatermarkedPaper {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/**
 * One PDF of a paper, with its purpose, the day and the application's number across every page. This module loads
 * the PDF library, and works for up to seconds: import it only in a thread of its own, or where nothing waits.
 * @param font Noto Serif SC, packed (WOFF 1.0)
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_ENCRYPTED, RESET_PAPER_TOO_LARGE
 */
export async function watermarkPaper(
  paper: ReadPaper,
  { day, number }: Watermark,
  font: Uint8Array,
): Promise<WatermarkedPaper> {
  const target = await PDFDocument.create({ updateMetadata: false });
  target.registerFontkit(fontkit);
  await orDamaged(() => placePaper(target, paper));
  const letters = await target.embedFont(unpackWoff(font), { subset: true });
  const pages = target.getPages();
  for (const page of pages) drawAcross(page, `${PURPOSE}　${day}　${number}`, letters);
  return { pdf: await orDamaged(() => target.save()), pages: pages.length };
}

/** Whatever else the library says of a file means that it cannot read it. */
async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('RESET_PAPER_DAMAGED', String(cause));
  }
}

/** Slanted lines over the whole page, each moved against the one below, so that none can be cut out whole. */
function drawAcross(page: PDFPage, text: string, font: PDFFont): void {
  const { width, height } = page.getSize();
  const wanted = Math.min(width, height) * SIZE_SHARE;
  const size = Math.min(Math.max(wanted, SIZE_LIMITS.smallest), SIZE_LIMITS.largest);
  const slant = (SLANT_DEGREES * Math.PI) / 180;
  const along = font.widthOfTextAtSize(text, size) + GAP * size;
  const [right, up] = [along * Math.cos(slant), along * Math.sin(slant)];
  for (let line = 0, bottom = -height; bottom < height; line += 1, bottom += LINE_STEP * size) {
    const shift = (line % 2) * 0.5;
    for (let place = -shift; place * right < width; place += 1) {
      const [x, y] = [place * right, bottom + place * up];
      page.drawText(text, {
        ...{ x, y, size, font, color: COLOUR },
        opacity: OPACITY,
        rotate: degrees(SLANT_DEGREES),
      });
    }
  }
}
