import type { ContractBlock } from './contract-text.ts';
import { drawGoodsTable } from './goods-table.ts';
import { breakLines } from './line-breaking.ts';
import {
  drawCentred,
  drawLineAt,
  FAINT,
  MARGIN,
  reserve,
  TEXT_WIDTH,
  type PageWriter,
} from './page-writer.ts';
import { drawSignaturePage } from './signature-page.ts';

const BODY_SIZE = 11;
const BODY_LEADING = 20;
/** Two letters, as Chinese paragraphs begin. */
const INDENT = 2 * BODY_SIZE;

/** Draws one block at the writer's place and moves on below it. */
export function drawBlock(writer: PageWriter, block: ContractBlock): void {
  switch (block.kind) {
    case 'title':
      return drawTitle(writer, block.text);
    case 'note':
      return drawNote(writer, block.text);
    case 'heading':
      return drawHeading(writer, block.text);
    case 'clause':
      return drawClause(writer, block.text);
    case 'party':
      return drawParty(writer, block.lines);
    case 'table':
      return drawGoodsTable(writer, block.rows);
    case 'signatures':
      return drawSignaturePage(writer, block.parties);
  }
}

function drawTitle(writer: PageWriter, text: string): void {
  const style = { font: writer.fonts.bold, size: 24 };
  drawCentred(writer.page, [...text].join(' '), writer.y - 26, style);
  writer.y -= 50;
}

function drawNote(writer: PageWriter, text: string): void {
  drawCentred(writer.page, text, writer.y - 12, { font: writer.fonts.regular, size: 10, color: FAINT });
  writer.y -= 34;
}

function drawHeading(writer: PageWriter, text: string): void {
  reserve(writer, 4 * BODY_LEADING);
  writer.y -= 6;
  drawLineAt(writer.page, text, MARGIN.side, writer.y - 14, { font: writer.fonts.bold, size: 12 });
  writer.y -= BODY_LEADING + 4;
}

/** The first two lines of a paragraph stay on one page, and so do the last two. */
function drawClause(writer: PageWriter, text: string): void {
  const { regular } = writer.fonts;
  const widthOf = (part: string) => regular.widthOfTextAtSize(part, BODY_SIZE);
  const lines = breakLines(text, widthOf, (line) => TEXT_WIDTH - (line === 0 ? INDENT : 0));
  lines.forEach((line, index) => {
    const startsPair = lines.length > 1 && (index === 0 || index === lines.length - 2);
    reserve(writer, (startsPair ? 2 : 1) * BODY_LEADING);
    const indent = index === 0 ? INDENT : 0;
    const spread = index < lines.length - 1 ? { spreadTo: TEXT_WIDTH - indent } : {};
    const style = { font: regular, size: BODY_SIZE, ...spread };
    drawLineAt(writer.page, line, MARGIN.side + indent, writer.y - 14, style);
    writer.y -= BODY_LEADING;
  });
}

function drawParty(writer: PageWriter, lines: readonly string[]): void {
  lines.forEach((line, index) => {
    const font = index === 0 ? writer.fonts.bold : writer.fonts.regular;
    drawLineAt(writer.page, line, MARGIN.side, writer.y - 14, { font, size: index === 0 ? 11.5 : 10.5 });
    writer.y -= 19;
  });
  writer.y -= 9;
}
