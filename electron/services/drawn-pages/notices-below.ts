import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type PDFPage } from 'pdf-lib';
import { breakLines, drawLineAt, FAINT, POINTS_PER_MM } from './page-writer.ts';
import { type PackedFonts, plainFont } from './sheet-pdf.ts';

const SIZE = 7;
const LEADING = 10;
const PADDING = 4 * POINTS_PER_MM;

/**
 * Writes lines below each page of a PDF: the page grows downwards, so that nothing of it is covered. This module loads the PDF
 * library, so import it only when a copy is made.
 * @param notices the lines of each page, in the order of the pages
 */
export async function withNoticesBelow(
  pdf: Uint8Array,
  notices: readonly (readonly string[])[],
  fonts: PackedFonts,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(plainFont(fonts.regular), { subset: true });
  for (const [index, page] of document.getPages().entries()) writeBelow(page, notices[index] ?? [], font);
  return document.save();
}

function writeBelow(page: PDFPage, notice: readonly string[], font: PDFFont): void {
  const { x, y, width, height } = page.getMediaBox();
  const widthOf = (text: string): number => font.widthOfTextAtSize(text, SIZE);
  const lines = notice.flatMap((line) => breakLines(line, widthOf, () => width - 2 * PADDING));
  const more = lines.length * LEADING + 2 * PADDING;
  page.setMediaBox(x, y - more, width, height + more);
  page.setCropBox(x, y - more, width, height + more);
  lines.forEach((line, at) =>
    drawLineAt(page, line, x + PADDING, y - PADDING - (at + 1) * LEADING, { font, size: SIZE, color: FAINT }),
  );
}
