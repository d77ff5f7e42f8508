import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type RGB, rgb } from 'pdf-lib';
import { breakLines } from '../../core/fonts/break-lines.ts';
import { unpackWoff } from '../../core/fonts/woff.ts';
import type { Language } from '../../shared/model/app-info.ts';
import {
  createPageWriter,
  drawCentred,
  drawLineAt,
  FAINT,
  INK,
  MARGIN,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  type PageFonts,
  type PageWriter,
  reserve,
  TEXT_WIDTH,
} from './page-writer.ts';
import type { Sheet, SheetBlock, SheetRow, Tone } from './sheet.ts';

/** Noto Serif SC, packed (WOFF 1.0). */
export interface PackedFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

export interface SheetPdfOptions {
  readonly fonts: PackedFonts;
  readonly createdAt: Date;
  /** Writes the number of a page. */
  readonly pageLabel: (page: number, pages: number) => string;
}

/**
 * Draws a sheet on A4 pages with embedded font subsets. This module loads the PDF library, so import it only when a
 * sheet is to be drawn.
 */
export async function sheetPdf(
  sheet: Sheet,
  { fonts, createdAt, pageLabel }: SheetPdfOptions,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(sheet.title, { showInWindowTitleBar: true });
  document.setLanguage(sheet.language);
  document.setProducer('SealDesk');
  document.setCreator('SealDesk');
  document.setCreationDate(createdAt);
  document.setModificationDate(createdAt);
  const embed = (font: Uint8Array): Promise<PDFFont> => document.embedFont(plainFont(font), { subset: true });
  const writer = createPageWriter(document, {
    regular: await embed(fonts.regular),
    bold: await embed(fonts.bold),
  });
  const draw = blockDrawer(writer, sheet.language);
  drawHead(writer, sheet, draw.shown);
  sheet.blocks.forEach(draw.block);
  drawFeet(document, writer.fonts, draw.shown(sheet.notice), pageLabel);
  return document.save();
}

/** Fonts that were unpacked before: a batch draws many sheets with the same ones, and unpacking takes longest. */
const unpacked = new WeakMap<Uint8Array, Uint8Array>();

/** Unpacks a font, once as long as somebody holds its bytes. @param packed WOFF 1.0 */
function plainFont(packed: Uint8Array): Uint8Array {
  const known = unpacked.get(packed) ?? unpackWoff(packed);
  unpacked.set(packed, known);
  return known;
}

const BODY = { size: 10, leading: 15.5 } as const;
const GAP = 6;
const PADDING = 4;

const TONES: Readonly<Record<Tone, RGB>> = {
  good: rgb(0.1, 0.43, 0.24),
  doubt: rgb(0.54, 0.35, 0),
  bad: rgb(0.64, 0.13, 0.11),
  neutral: INK,
};

/** Labels, and the lines between rows. */
const LABEL = rgb(0.36, 0.37, 0.4);
const LINE = rgb(0.82, 0.82, 0.84);

/** Stands for a letter that the font lacks, as in print (〓). */
const MISSING_LETTER = '〓';

function drawHead(writer: PageWriter, { title, notice }: Sheet, shown: (text: string) => string): void {
  drawCentred(writer.page, shown(title), writer.y - 18, { font: writer.fonts.bold, size: 20 });
  drawCentred(writer.page, shown(notice), writer.y - 40, {
    font: writer.fonts.regular,
    size: 10,
    color: FAINT,
  });
  writer.y -= 58;
}

function drawFeet(
  document: PDFDocument,
  { regular }: PageFonts,
  notice: string,
  pageLabel: SheetPdfOptions['pageLabel'],
): void {
  const pages = document.getPages();
  pages.forEach((page, index) => {
    drawCentred(page, notice, 50, { font: regular, size: 8.5, color: FAINT });
    drawCentred(page, pageLabel(index + 1, pages.length), 36, { font: regular, size: 8.5, color: FAINT });
  });
}

interface BlockDrawer {
  /** Returns a text with a sign in the place of every letter that the fonts lack. */
  readonly shown: (text: string) => string;
  readonly block: (block: SheetBlock) => void;
}

function blockDrawer(writer: PageWriter, language: Language): BlockDrawer {
  // The font's own is as wide as a Chinese letter.
  const apostrophe = language === 'en' ? "'" : '’';
  const letters = new Set(writer.fonts.regular.getCharacterSet());
  const shown = (text: string): string =>
    [...text.normalize('NFC').replaceAll('’', apostrophe)]
      .map((letter) => (letters.has(letter.codePointAt(0) ?? 0) ? letter : MISSING_LETTER))
      .join('');
  const linesOf = (text: string, width: number, font: PDFFont, size: number): string[] =>
    text.split('\n').flatMap((line) =>
      breakLines(
        shown(line),
        (part) => font.widthOfTextAtSize(part, size),
        () => width,
      ),
    );

  const paragraph = (text: string, indent = 0, color = INK): void => {
    const { regular } = writer.fonts;
    for (const line of linesOf(text, TEXT_WIDTH - indent, regular, BODY.size)) {
      reserve(writer, BODY.leading);
      drawLineAt(writer.page, line, MARGIN.side + indent, writer.y - BODY.size, {
        font: regular,
        size: BODY.size,
        color,
      });
      writer.y -= BODY.leading;
    }
  };

  const rule = (y: number, color = LINE): void =>
    writer.page.drawLine({
      start: { x: MARGIN.side, y },
      end: { x: PAGE_WIDTH - MARGIN.side, y },
      thickness: 0.5,
      color,
    });

  /** Draws a row whose cells break into lines; a row that is higher than what is left goes to the next page. */
  const row = (widths: readonly number[], cells: readonly Cell[]): void => {
    const broken = cells.map(({ text, font }, column) =>
      linesOf(text, (widths[column] ?? 0) * TEXT_WIDTH - 2 * PADDING, font, BODY.size),
    );
    const most = Math.max(...broken.map((lines) => lines.length), 1);
    reserve(writer, Math.min(most * BODY.leading + PADDING, PAGE_HEIGHT - MARGIN.top - MARGIN.bottom));
    for (let line = 0; line < most; line += 1) {
      reserve(writer, BODY.leading);
      let x: number = MARGIN.side;
      cells.forEach(({ font, color }, column) => {
        const text = broken[column]?.[line];
        const at = writer.y - BODY.size - PADDING / 2;
        if (text !== undefined)
          drawLineAt(writer.page, text, x + PADDING, at, { font, size: BODY.size, color });
        x += (widths[column] ?? 0) * TEXT_WIDTH;
      });
      writer.y -= BODY.leading;
    }
    writer.y -= PADDING;
    rule(writer.y + 1);
  };

  const table = ({ head, widths, rows }: Extract<SheetBlock, { kind: 'table' }>): void => {
    const { regular, bold } = writer.fonts;
    writer.y -= GAP;
    row(
      widths,
      head.map((text) => ({ text, font: bold, color: INK })),
    );
    const cellsOf = ({ cells, tone }: SheetRow): Cell[] =>
      cells.map((text, column) => ({ text, font: regular, color: column === 1 && tone ? TONES[tone] : INK }));
    rows.forEach((each) => row(widths, cellsOf(each)));
  };

  const verdict = (text: string, tone: Tone): void => {
    const { bold } = writer.fonts;
    const lines = linesOf(text, TEXT_WIDTH - 24, bold, 13);
    const height = lines.length * 19 + 14;
    reserve(writer, height + GAP);
    writer.page.drawRectangle({
      ...{ x: MARGIN.side, y: writer.y - height, width: TEXT_WIDTH, height },
      borderColor: TONES[tone],
      borderWidth: 1.2,
    });
    lines.forEach((line, index) =>
      drawLineAt(writer.page, line, MARGIN.side + 12, writer.y - 21 - index * 19, {
        font: bold,
        size: 13,
        color: TONES[tone],
      }),
    );
    writer.y -= height + GAP;
  };

  const heading = (text: string): void => {
    reserve(writer, 5 * BODY.leading);
    writer.y -= 10;
    drawLineAt(writer.page, shown(text), MARGIN.side, writer.y - 12, { font: writer.fonts.bold, size: 12 });
    writer.y -= 19;
    rule(writer.y + 2, INK);
    writer.y -= 3;
  };

  const block = (each: SheetBlock): void => {
    switch (each.kind) {
      case 'heading':
        return heading(each.text);
      case 'verdict':
        return verdict(each.text, each.tone);
      case 'paragraph':
        return paragraph(each.text);
      case 'list':
        return each.items.forEach((item) => paragraph(`· ${item}`, PADDING));
      case 'facts':
        return each.rows.forEach(([label, value]) =>
          row(
            [0.26, 0.74],
            [
              { text: label, font: writer.fonts.regular, color: LABEL },
              { text: value, font: writer.fonts.regular, color: INK },
            ],
          ),
        );
      case 'table':
        return table(each);
    }
  };
  return { shown, block };
}

interface Cell {
  readonly text: string;
  readonly font: PDFFont;
  readonly color: RGB;
}
