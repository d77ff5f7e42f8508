import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, PDFHexString, type PDFPage, rgb } from 'pdf-lib';
import { toHex } from '../../../core/bytes/encodings.ts';
import { breakLines } from '../../../core/fonts/break-lines.ts';
import { drawGoodsTable, drawSignaturePage } from './contract-parts.ts';
import { CONTRACT_BLOCKS, CONTRACT_NUMBER, CONTRACT_TITLE, type ContractBlock } from './contract-text.ts';
import {
  createPageWriter,
  drawCentred,
  drawLineAt,
  FAINT,
  MARGIN,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  type PageWriter,
  reserve,
  TEXT_WIDTH,
} from '../../drawn-pages/page-writer.ts';

/** Plain TrueType fonts with the letters of GB 2312. */
export interface ContractFontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

export interface ContractOptions {
  readonly fonts: ContractFontFiles;
  readonly createdAt: Date;
  /** ISO 32000-1 §14.4: 16 bytes that name the file. */
  readonly fileId: Uint8Array;
}

/**
 * Draws the sample contract: several A4 pages with embedded font subsets and the places for the seals on the last page.
 * This module loads the PDF library, so import it only when a contract is to be drawn.
 */
export async function drawContract({ fonts, createdAt, fileId }: ContractOptions): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  describeDocument(document, createdAt, fileId);
  const writer = createPageWriter(document, {
    regular: await document.embedFont(fonts.regular, { subset: true }),
    bold: await document.embedFont(fonts.bold, { subset: true }),
  });
  for (const block of CONTRACT_BLOCKS) drawBlock(writer, block);
  drawMargins(document, writer.fonts);
  return document.save();
}

function describeDocument(document: PDFDocument, createdAt: Date, fileId: Uint8Array): void {
  document.setTitle(`${CONTRACT_TITLE}（样本）`, { showInWindowTitleBar: true });
  document.setLanguage('zh-CN');
  document.setProducer('SealDesk');
  document.setCreator('SealDesk');
  document.setCreationDate(createdAt);
  document.setModificationDate(createdAt);
  const id = PDFHexString.of(toHex(fileId));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}

/** Draws the head and foot of every page. */
function drawMargins(document: PDFDocument, fonts: Parameters<typeof createPageWriter>[1]): void {
  const pages = document.getPages();
  const style = { font: fonts.regular, size: 9, color: FAINT };
  pages.forEach((page, index) => {
    drawLineAt(page, `${CONTRACT_TITLE}　${CONTRACT_NUMBER}`, MARGIN.side, PAGE_HEIGHT - 50, style);
    drawSampleTag(page, fonts.bold);
    drawCentred(page, `第 ${index + 1} 页　共 ${pages.length} 页`, 44, style);
  });
}

const TEXT = '样本　不具法律效力';
const SIZE = 9;
const PADDING = 6;
const HEIGHT = 18;
const COLOR = rgb(0.45, 0.33, 0.05);

/** Draws a framed notice at the head of the page: a sample without legal effect. */
function drawSampleTag(page: PDFPage, font: PDFFont): void {
  const width = font.widthOfTextAtSize(TEXT, SIZE) + 2 * PADDING;
  const x = PAGE_WIDTH - MARGIN.side - width;
  const y = PAGE_HEIGHT - 56;
  page.drawRectangle({ x, y, width, height: HEIGHT, borderColor: COLOR, borderWidth: 0.7 });
  drawLineAt(page, TEXT, x + PADDING, y + 5.5, { font, size: SIZE, color: COLOR });
}

const BODY_SIZE = 11;
const BODY_LEADING = 20;
/** Chinese paragraphs begin with a space of two letters. */
const INDENT = 2 * BODY_SIZE;

/** Draws one block at the writer's place and moves the writer below it. */
function drawBlock(writer: PageWriter, block: ContractBlock): void {
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
