import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

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
  proxy.cleanup();
  const drawn = lines.length === 0 ? canvas : await withLines(canvas, lines, scale);
  return { picture: await pictureOf(drawn, format), isWide: viewport.width > viewport.height };
}

/** Copies a page into a picture that has room for lines below it, so that they cover nothing. */
async function withLines(
  page: HTMLCanvasElement,
  lines: readonly string[],
  scale: number,
): Promise<HTMLCanvasElement> {
  const family = getComputedStyle(document.body).fontFamily;
  const font = (points: number): string => `${points * scale}px ${family}`;
  await document.fonts.load(font(LINE.size), lines.join(''));
  const canvas = document.createElement('canvas');
  canvas.width = page.width;
  canvas.height = page.height + Math.ceil((lines.length + 1) * LINE.leading * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(page, 0, 0);
  context.fillStyle = '#333';
  context.fillRect(0, page.height, canvas.width, Math.max(1, scale / 2));
  lines.forEach((line, index) => {
    const room = canvas.width - 2 * LINE.margin * scale;
    context.font = font(LINE.size);
    const width = context.measureText(line).width;
    if (width > room) context.font = font((LINE.size * room) / width);
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
