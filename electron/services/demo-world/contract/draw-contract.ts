import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, PDFHexString } from 'pdf-lib';
import { toHex } from '../../../core/bytes/encodings.ts';
import { drawBlock } from './contract-blocks.ts';
import { CONTRACT_BLOCKS, CONTRACT_NUMBER, CONTRACT_TITLE } from './contract-text.ts';
import { createPageWriter, drawCentred, drawLineAt, FAINT, MARGIN, PAGE_HEIGHT } from './page-writer.ts';
import { drawSampleTag } from './sample-tag.ts';

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
 * Draws the sample contract: several A4 pages with embedded font subsets, the places for the seals on the
 * last. This module loads the PDF library, so import it only when a contract is to be drawn.
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

/** What stands at the head and foot of every page. */
function drawMargins(document: PDFDocument, fonts: Parameters<typeof createPageWriter>[1]): void {
  const pages = document.getPages();
  const style = { font: fonts.regular, size: 9, color: FAINT };
  pages.forEach((page, index) => {
    drawLineAt(page, `${CONTRACT_TITLE}　${CONTRACT_NUMBER}`, MARGIN.side, PAGE_HEIGHT - 50, style);
    drawSampleTag(page, fonts.bold);
    drawCentred(page, `第 ${index + 1} 页　共 ${pages.length} 页`, 44, style);
  });
}
