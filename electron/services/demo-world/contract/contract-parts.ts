import type { SigningParty } from './contract-text.ts';
import {
  drawCentred,
  drawLineAt,
  FAINT,
  INK,
  MARGIN,
  PAGE_HEIGHT,
  type PageWriter,
  POINTS_PER_MM,
  reserve,
  startPage,
  TEXT_WIDTH,
} from '../../drawn-pages/page-writer.ts';

const SIZE = 10;
const ROW_HEIGHT = 22;
const RULE = 0.6;

/** Shares of the text's width. The last two columns hold amounts, aligned to the right. */
const COLUMNS = [
  { share: 0.08, align: 'centre' },
  { share: 0.27, align: 'left' },
  { share: 0.19, align: 'left' },
  { share: 0.12, align: 'centre' },
  { share: 0.17, align: 'right' },
  { share: 0.17, align: 'right' },
] as const;

const PADDING = 6;

/** Draws a ruled table. Its first row is the head, its last the total across several columns. */
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

/** Side of the blank square for a seal of 40 mm, and the smaller one for the name seal of 20 mm. */
const SEAL_AREA = 54 * POINTS_PER_MM;
const NAME_AREA = 26 * POINTS_PER_MM;
const COLUMN_WIDTH = TEXT_WIDTH / 2;

/** Top of the blank squares, points from the upper edge of the page. */
const AREA_TOP = 196;

/**
 * The places of the parties' seals on the last page in the order of the parties: the centre of each blank square, in
 * millimetres from the top left of the page.
 */
export const SEAL_PLACES: readonly { readonly x: number; readonly y: number }[] = [0, 1].map((column) => ({
  x: (MARGIN.side + column * COLUMN_WIDTH + SEAL_AREA / 2) / POINTS_PER_MM,
  y: (AREA_TOP + SEAL_AREA / 2) / POINTS_PER_MM,
}));

/** Draws the last page: two columns with blank squares for the seals. */
export function drawSignaturePage(writer: PageWriter, parties: readonly SigningParty[]): void {
  startPage(writer);
  const { bold, regular } = writer.fonts;
  drawCentred(writer.page, '签　章　页', PAGE_HEIGHT - MARGIN.top - 20, { font: bold, size: 16 });
  const note = '（本页无正文，为《设备采购合同》签章页）';
  drawCentred(writer.page, note, PAGE_HEIGHT - MARGIN.top - 44, { font: regular, size: 10, color: FAINT });
  parties.forEach((party, column) => drawParty(writer, party, MARGIN.side + column * COLUMN_WIDTH));
}

function drawParty(writer: PageWriter, { role, company }: SigningParty, x: number): void {
  const { bold, regular } = writer.fonts;
  const lineAt = (text: string, fromTop: number, font = regular) =>
    drawLineAt(writer.page, text, x, PAGE_HEIGHT - fromTop, { font, size: 10.5 });
  lineAt(`${role}（盖章）：`, AREA_TOP - 32, bold);
  lineAt(company.name, AREA_TOP - 12);
  drawBlank(writer, x, AREA_TOP, SEAL_AREA);
  const nameTop = AREA_TOP + SEAL_AREA + 44;
  lineAt('法定代表人（签章）：', nameTop - 12, bold);
  drawBlank(writer, x, nameTop, NAME_AREA);
  lineAt('日期：　　　　年　　月　　日', nameTop + NAME_AREA + 40);
}

/** Draws a dashed square that marks the place of a seal. */
function drawBlank(writer: PageWriter, x: number, fromTop: number, side: number): void {
  writer.page.drawRectangle({
    x,
    y: PAGE_HEIGHT - fromTop - side,
    width: side,
    height: side,
    borderColor: FAINT,
    borderWidth: 0.5,
    borderDashArray: [3, 3],
  });
}
