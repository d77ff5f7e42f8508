import type { SigningParty } from './contract-text.ts';
import {
  drawCentred,
  drawLineAt,
  FAINT,
  MARGIN,
  PAGE_HEIGHT,
  POINTS_PER_MM,
  startPage,
  TEXT_WIDTH,
  type PageWriter,
} from './page-writer.ts';

/** Side of the blank square for a seal of 40 mm, and the smaller one for the name seal of 20 mm. */
const SEAL_AREA = 54 * POINTS_PER_MM;
const NAME_AREA = 26 * POINTS_PER_MM;
const COLUMN_WIDTH = TEXT_WIDTH / 2;

/** Top of the blank squares, points from the upper edge of the page. */
const AREA_TOP = 196;

/**
 * Where the parties' seals belong on the last page, in the order of the parties: the centre of each blank
 * square, millimetres from the top left of the page.
 */
export const SEAL_PLACES: readonly { readonly x: number; readonly y: number }[] = [0, 1].map((column) => ({
  x: (MARGIN.side + column * COLUMN_WIDTH + SEAL_AREA / 2) / POINTS_PER_MM,
  y: (AREA_TOP + SEAL_AREA / 2) / POINTS_PER_MM,
}));

/** The last page: two columns with blank squares for the seals. */
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

/** A dashed square that says where a seal belongs. */
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
