import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ofdViewTexts } from '../../../electron/shared/texts/ofd-view-texts.ts';
import { hasUndecodedPicture } from './undecoded-pictures.ts';

/** A page as a picture. */
export interface DrawnPage {
  readonly picture: Blob;
  /** Whether it is wider than high. */
  readonly isWide: boolean;
}

/** How a page is drawn. */
export interface PageDrawing {
  readonly dotsPerInch: number;
  readonly format: 'image/png' | 'image/jpeg';
  /** Stand in the picture, below the page; none for a picture of the page alone. */
  readonly lines: readonly string[];
}

/** A picture with more dots is drawn coarser: an A0 plan would not fit into memory. */
const MOST_DOTS = 40_000_000;
const POINTS_PER_INCH = 72;
const JPEG_QUALITY = 0.92;

/** Points of the lines below a page, which are made smaller where a line would not fit. */
const LINE = { size: 8, leading: 12, margin: 24 } as const;

/**
 * Draws a page as the window shows it, with its seals.
 * @param page zero-based
 * @throws Error if the page cannot be drawn
 */
export async function drawPage(
  pdf: PDFDocumentProxy,
  page: number,
  { dotsPerInch, format, lines }: PageDrawing,
): Promise<DrawnPage> {
  const proxy = await pdf.getPage(page + 1);
  const plain = proxy.getViewport({ scale: 1 });
  const wanted = dotsPerInch / POINTS_PER_INCH;
  const scale = Math.min(wanted, Math.sqrt(MOST_DOTS / (plain.width * plain.height)));
  const viewport = proxy.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await proxy.render({ canvas, viewport }).promise;
  if (hasUndecodedPicture(proxy)) await markUndecoded(canvas, scale);
  proxy.cleanup();
  const drawn = lines.length === 0 ? canvas : await withLines(canvas, lines, scale);
  return { picture: await pictureOf(drawn, format), isWide: viewport.width > viewport.height };
}

/** Points, from the upper left of the page. */
const MARK = { inset: 12, padding: 3 } as const;

/** Says on a page, as the view of an OFD does of its own pictures, that one of its pictures could not be drawn. */
async function markUndecoded(page: HTMLCanvasElement, scale: number): Promise<void> {
  const { mark } = ofdViewTexts.IMAGE_DAMAGED;
  const words = `${mark['zh-CN']} ${mark.en}`;
  const context = contextOf(page);
  context.resetTransform();
  context.font = fontOf(LINE.size * scale);
  await document.fonts.load(context.font, words);
  const [inset, padding] = [MARK.inset * scale, MARK.padding * scale];
  const [width, height] = [context.measureText(words).width + 2 * padding, LINE.leading * scale + padding];
  context.strokeStyle = context.fillStyle = '#cc331a';
  context.lineWidth = 0.6 * scale;
  context.setLineDash([3 * scale, 2 * scale]);
  context.strokeRect(inset, inset, width, height);
  context.fillText(words, inset + padding, inset + LINE.size * scale + padding);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  return context;
}

/** The font of the window in a size. @param pixels of a canvas */
function fontOf(pixels: number): string {
  return `${pixels}px ${getComputedStyle(document.body).fontFamily}`;
}

/** Copies a page into a picture that has room for lines below it, so that they cover nothing. */
async function withLines(
  page: HTMLCanvasElement,
  lines: readonly string[],
  scale: number,
): Promise<HTMLCanvasElement> {
  const usual = fontOf(LINE.size * scale);
  await document.fonts.load(usual, lines.join(''));
  const canvas = document.createElement('canvas');
  canvas.width = page.width;
  canvas.height = page.height + Math.ceil((lines.length + 1) * LINE.leading * scale);
  const context = contextOf(canvas);
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(page, 0, 0);
  context.fillStyle = '#333';
  context.fillRect(0, page.height, canvas.width, Math.max(1, scale / 2));
  lines.forEach((line, index) => {
    const room = canvas.width - 2 * LINE.margin * scale;
    context.font = usual;
    const width = context.measureText(line).width;
    if (width > room) context.font = fontOf((LINE.size * scale * room) / width);
    context.fillText(line, LINE.margin * scale, page.height + (index + 1) * LINE.leading * scale);
  });
  return canvas;
}

function pictureOf(canvas: HTMLCanvasElement, format: PageDrawing['format']): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (picture) => (picture === null ? reject(new Error('no picture')) : resolve(picture)),
      format,
      JPEG_QUALITY,
    );
  });
}
