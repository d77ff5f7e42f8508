import fontkit from '@pdf-lib/fontkit';
import { degrees, PDFDocument, type PDFEmbeddedPage, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import { unpackWoff } from '../../core/fonts/woff.ts';
import { CodedError } from '../../shared/errors.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';
import { addPictureSheet, turnOf } from '../drawn-pages/turned-picture.ts';
import { PaperBudget } from './paper-budget.ts';
import { cleanJpeg, cleanPng } from './paper-pictures.ts';
import { PAPER_PURPOSES, type ReadPaper, type Watermark } from './papers.ts';

const SLANT_DEGREES = 30;
/** Dark enough to be read on a photograph and on paper, light enough to read through. */
const COLOUR = rgb(0.1, 0.2, 0.45);
const OPACITY = 0.28;
/** Share of the shorter side of the page. */
const SIZE_SHARE = 1 / 30;
const SIZE_LIMITS = { smallest: 6, largest: 60 } as const;
/** Distance of two lines in heights of a letter. */
const LINE_STEP = 7;
const GAP = 3;

export interface WatermarkedPaper {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/**
 * Makes one PDF of a paper, with its purpose, the day and the application's number across every page. This module loads
 * the PDF library and may work for seconds, so import it only in a thread of its own.
 * @param font Noto Serif SC, packed (WOFF 1.0)
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_ENCRYPTED, RESET_PAPER_TOO_LARGE, FILE_OVER_BUDGET
 */
export async function watermarkPaper(
  paper: ReadPaper,
  { purpose, day, number }: Watermark,
  font: Uint8Array,
): Promise<WatermarkedPaper> {
  const target = await PDFDocument.create({ updateMetadata: false });
  target.registerFontkit(fontkit);
  await orDamaged(() => placePaper(target, paper));
  const letters = await target.embedFont(unpackWoff(font), { subset: true });
  const pages = target.getPages();
  for (const page of pages) drawAcross(page, `${PAPER_PURPOSES[purpose]}　${day}　${number}`, letters);
  return { pdf: await orDamaged(() => target.save()), pages: pages.length };
}

/** Any other error of the library means that it cannot read the file. */
async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('RESET_PAPER_DAMAGED', String(cause));
  }
}

/** Draws slanted lines over the whole page, each shifted against the one below, so that none can be cut out whole. */
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

/** Around a picture, in points. */
const MARGIN = 36;

/**
 * Puts a paper onto pages of a new document. Of a PDF only the visible content is taken: no scripts, forms, links,
 * attachments or data about its author.
 */
export function placePaper(target: PDFDocument, paper: ReadPaper): Promise<void> {
  switch (paper.type) {
    case 'pdf':
      return placePdf(target, paper.bytes);
    case 'jpeg':
      return placeJpeg(target, paper.bytes);
    case 'png':
      return placePng(target, paper.bytes);
  }
}

async function placePdf(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  const budget = new PaperBudget();
  budget.expectLoadable(bytes);
  const source = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
  if (source.isEncrypted) throw new CodedError('RESET_PAPER_ENCRYPTED');
  const pages = source.getPages();
  if (pages.length === 0) throw new CodedError('RESET_PAPER_DAMAGED', 'no page');
  if (pages.length > PAPER_LIMITS.pages) {
    throw new CodedError('RESET_PAPER_TOO_LARGE', '', { pages: pages.length, most: PAPER_LIMITS.pages });
  }
  for (const page of pages) {
    budget.expectContent(page);
    await placePage(target, page);
  }
}

/** Draws a page upright as a form of its own, so that changes of its content to the graphics state end with it. */
async function placePage(target: PDFDocument, page: PDFPage): Promise<void> {
  const { x, y, width, height } = page.getCropBox();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const upright = turn % 180 === 0;
  const sheet = target.addPage(upright ? [width, height] : [height, width]);
  if (page.node.Contents() === undefined) return;
  const box = { left: x, bottom: y, right: x + width, top: y + height };
  drawTurned(sheet, await target.embedPage(page, box), turn, { width, height });
}

function drawTurned(
  sheet: PDFPage,
  form: PDFEmbeddedPage,
  turn: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const origins: Readonly<Record<number, { x: number; y: number }>> = {
    90: { x: 0, y: width },
    180: { x: width, y: height },
    270: { x: height, y: 0 },
  };
  sheet.drawPage(form, { ...(origins[turn] ?? { x: 0, y: 0 }), rotate: degrees(-turn), width, height });
}

async function placeJpeg(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  const { bytes: clean, orientation } = cleanJpeg(bytes);
  addPictureSheet(target, await target.embedJpg(clean), turnOf(orientation), MARGIN);
}

async function placePng(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  addPictureSheet(target, await target.embedPng(cleanPng(bytes)), 0, MARGIN);
}
