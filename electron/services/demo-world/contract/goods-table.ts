import { drawLineAt, INK, MARGIN, reserve, TEXT_WIDTH, type PageWriter } from './page-writer.ts';

const SIZE = 10;
const ROW_HEIGHT = 22;
const RULE = 0.6;

/** Shares of the text's width; the last two columns hold amounts, flush right. */
const COLUMNS = [
  { share: 0.08, align: 'centre' },
  { share: 0.27, align: 'left' },
  { share: 0.19, align: 'left' },
  { share: 0.12, align: 'centre' },
  { share: 0.17, align: 'right' },
  { share: 0.17, align: 'right' },
] as const;

const PADDING = 6;

/** A ruled table, its first row the head, its last the total across several columns. */
export function drawGoodsTable(writer: PageWriter, rows: readonly (readonly string[])[]): void {
  reserve(writer, rows.length * ROW_HEIGHT + 16);
  const top = writer.y - 4;
  rows.forEach((cells, row) => drawRow(writer, cells, top - row * ROW_HEIGHT, row === 0));
  drawRules(writer, top, rows.length);
  writer.y = top - rows.length * ROW_HEIGHT - 12;
}

function drawRow(writer: PageWriter, cells: readonly string[], top: number, head: boolean): void {
  const font = head ? writer.fonts.bold : writer.fonts.regular;
  let left: number = MARGIN.side;
  COLUMNS.forEach(({ share, align }, column) => {
    const width = share * TEXT_WIDTH;
    const text = cells[column] ?? '';
    const free = width - font.widthOfTextAtSize(text, SIZE);
    const offset = head || align === 'centre' ? free / 2 : align === 'right' ? free - PADDING : PADDING;
    drawLineAt(writer.page, text, left + offset, top - ROW_HEIGHT + 7, { font, size: SIZE });
    left += width;
  });
}

function drawRules(writer: PageWriter, top: number, rows: number): void {
  const right = MARGIN.side + TEXT_WIDTH;
  const bottom = top - rows * ROW_HEIGHT;
  for (let row = 0; row <= rows; row += 1) {
    const y = top - row * ROW_HEIGHT;
    writer.page.drawLine({ start: { x: MARGIN.side, y }, end: { x: right, y }, thickness: RULE, color: INK });
  }
  let x: number = MARGIN.side;
  for (const share of [0, ...COLUMNS.map((column) => column.share)]) {
    x += share * TEXT_WIDTH;
    writer.page.drawLine({ start: { x, y: top }, end: { x, y: bottom }, thickness: RULE, color: INK });
  }
}
