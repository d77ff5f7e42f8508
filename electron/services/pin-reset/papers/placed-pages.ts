import { degrees, PDFDocument, type PDFEmbeddedPage, type PDFPage } from 'pdf-lib';
import { CodedError } from '../../../shared/errors.ts';
import { PAPER_LIMITS } from '../../../shared/model/pin-reset.ts';
import type { ReadPaper } from '../ports.ts';
import { cleanJpeg, refuseLargePng } from './paper-pictures.ts';

/** A4, points. */
const SHEET = { width: 595.28, height: 841.89 } as const;
const MARGIN = 36;

/**
 * Puts a paper onto pages of a new document. Of a PDF only what is seen comes along: no scripts, forms, links,
 * attachments or particulars of its author.
 */
export function placePaper(target: PDFDocument, paper: ReadPaper): Promise<void> {
  switch (paper.type) {
    case 'pdf':
      return placePdf(target, paper.bytes);
    case 'jpeg':
      return placeJpeg(target, paper.bytes);
    case 'png':
      return placePng(target, paper.bytes);
  }
}

async function placePdf(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  const source = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
  if (source.isEncrypted) throw new CodedError('RESET_PAPER_ENCRYPTED');
  const pages = source.getPages();
  if (pages.length === 0) throw new CodedError('RESET_PAPER_DAMAGED', 'no page');
  if (pages.length > PAPER_LIMITS.pages) {
    throw new CodedError('RESET_PAPER_TOO_LARGE', '', { pages: pages.length, most: PAPER_LIMITS.pages });
  }
  for (const page of pages) await placePage(target, page);
}

/** A page as a form of its own, upright: whatever its content does to the graphics state ends with it. */
async function placePage(target: PDFDocument, page: PDFPage): Promise<void> {
  const { x, y, width, height } = page.getCropBox();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const upright = turn % 180 === 0;
  const sheet = target.addPage(upright ? [width, height] : [height, width]);
  if (page.node.Contents() === undefined) return;
  const box = { left: x, bottom: y, right: x + width, top: y + height };
  drawTurned(sheet, await target.embedPage(page, box), turn, { width, height });
}

function drawTurned(
  sheet: PDFPage,
  form: PDFEmbeddedPage,
  turn: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const origins: Readonly<Record<number, { x: number; y: number }>> = {
    90: { x: 0, y: width },
    180: { x: width, y: height },
    270: { x: height, y: 0 },
  };
  sheet.drawPage(form, { ...(origins[turn] ?? { x: 0, y: 0 }), rotate: degrees(-turn), width, height });
}

/** Clockwise turns by which a picture stands upright; mirrored ones (2, 4, 5, 7) no camera makes. */
const TURN_OF_ORIENTATION: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

async function placeJpeg(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  const { bytes: clean, orientation } = cleanJpeg(bytes);
  placePicture(target, await target.embedJpg(clean), TURN_OF_ORIENTATION[orientation] ?? 0);
}

async function placePng(target: PDFDocument, bytes: Uint8Array): Promise<void> {
  refuseLargePng(bytes);
  placePicture(target, await target.embedPng(bytes), 0);
}

type Picture = Awaited<ReturnType<PDFDocument['embedPng']>>;

/** A picture in the middle of a sheet that lies as the picture does, as large as fits. */
function placePicture(target: PDFDocument, picture: Picture, turn: number): void {
  const upright = turn % 180 === 0;
  const [wide, high] = upright ? [picture.width, picture.height] : [picture.height, picture.width];
  const [across, up] = wide > high ? [SHEET.height, SHEET.width] : [SHEET.width, SHEET.height];
  const scale = Math.min((across - 2 * MARGIN) / wide, (up - 2 * MARGIN) / high);
  const [left, bottom] = [(across - wide * scale) / 2, (up - high * scale) / 2];
  const origins: Readonly<Record<number, { x: number; y: number }>> = {
    90: { x: left, y: bottom + high * scale },
    180: { x: left + wide * scale, y: bottom + high * scale },
    270: { x: left + wide * scale, y: bottom },
  };
  target.addPage([across, up]).drawImage(picture, {
    ...(origins[turn] ?? { x: left, y: bottom }),
    width: picture.width * scale,
    height: picture.height * scale,
    rotate: degrees(-turn),
  });
}
