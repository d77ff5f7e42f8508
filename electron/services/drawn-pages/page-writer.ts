import { type PDFDocument, type PDFFont, type PDFPage, rgb, setCharacterSpacing } from 'pdf-lib';

/** A4, in points. */
export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;
export const POINTS_PER_MM = 72 / 25.4;

export const MARGIN = { side: 76, top: 84, bottom: 76 } as const;
export const TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN.side;

export const INK = rgb(0.13, 0.13, 0.15);
export const FAINT = rgb(0.55, 0.56, 0.6);

export interface PageFonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

interface TextStyle {
  readonly font: PDFFont;
  readonly size: number;
  readonly color?: ReturnType<typeof rgb>;
  /** The width to which the line is stretched; without it the line keeps its own width. */
  readonly spreadTo?: number;
}

/** Pages filled from top to bottom. */
export interface PageWriter {
  readonly document: PDFDocument;
  readonly fonts: PageFonts;
  page: PDFPage;
  /** The top of the next line, in points from the lower edge of the page. */
  y: number;
}

export function createPageWriter(document: PDFDocument, fonts: PageFonts): PageWriter {
  const page = document.addPage([PAGE_WIDTH, PAGE_HEIGHT]);
  return { document, fonts, page, y: PAGE_HEIGHT - MARGIN.top };
}

export function startPage(writer: PageWriter): void {
  writer.page = writer.document.addPage([PAGE_WIDTH, PAGE_HEIGHT]);
  writer.y = PAGE_HEIGHT - MARGIN.top;
}

/** Starts a new page unless the height (points) is still free. */
export function reserve(writer: PageWriter, height: number): void {
  if (writer.y - height < MARGIN.bottom) startPage(writer);
}

/** Draws one line of text with its baseline at y. */
export function drawLineAt(page: PDFPage, text: string, x: number, y: number, style: TextStyle): void {
  const { font, size, color = INK, spreadTo } = style;
  const gaps = [...text].length - 1;
  const spacing =
    spreadTo === undefined || gaps < 1 ? 0 : (spreadTo - font.widthOfTextAtSize(text, size)) / gaps;
  page.pushOperators(setCharacterSpacing(spacing));
  page.drawText(text, { x, y, size, font, color });
  page.pushOperators(setCharacterSpacing(0));
}

export function drawCentred(page: PDFPage, text: string, y: number, style: TextStyle): void {
  const width = style.font.widthOfTextAtSize(text, style.size);
  drawLineAt(page, text, (PAGE_WIDTH - width) / 2, y, style);
}
