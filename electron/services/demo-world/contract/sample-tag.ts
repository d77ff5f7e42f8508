import { rgb, type PDFFont, type PDFPage } from 'pdf-lib';
import { drawLineAt, MARGIN, PAGE_HEIGHT, PAGE_WIDTH } from './page-writer.ts';

const TEXT = '样本　不具法律效力';
const SIZE = 9;
const PADDING = 6;
const HEIGHT = 18;
const COLOR = rgb(0.45, 0.33, 0.05);

/** A framed notice at the head of the page: a sample without legal effect. */
export function drawSampleTag(page: PDFPage, font: PDFFont): void {
  const width = font.widthOfTextAtSize(TEXT, SIZE) + 2 * PADDING;
  const x = PAGE_WIDTH - MARGIN.side - width;
  const y = PAGE_HEIGHT - 56;
  page.drawRectangle({ x, y, width, height: HEIGHT, borderColor: COLOR, borderWidth: 0.7 });
  drawLineAt(page, TEXT, x + PADDING, y + 5.5, { font, size: SIZE, color: COLOR });
}
