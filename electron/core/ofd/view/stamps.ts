import { memorySource } from '../../bytes/byte-source.ts';
import { combine, type Matrix } from '../../pdf/appearance/transform.ts';
import { orNullIfDamaged, WorkMeter } from '../../work-meter.ts';
import { openOfd } from '../package/ofd-package.ts';
import type { OfdBox, OfdPage } from '../package/ofd-page.ts';
import { readDocument } from '../package/read-document.ts';
import type { Canvas, Space } from './drawing/canvas.ts';
import { drawMark } from './drawing/marks.ts';
import { matrixText, real } from './output/content.ts';
import { documentOf, type DrawnDocument, drawPageContent } from './page-content.ts';

/** The picture of a seal at a place on a page (GB/T 33190 §17.3, StampAnnot). */
export interface ViewStamp {
  /** The ID of the page. */
  readonly page: string;
  /** Where the whole picture lies. */
  readonly boundary: OfdBox;
  /** What of it is seen, from the top left of the boundary; null for all. */
  readonly clip: OfdBox | null;
  /**
   * PNG, JPEG, BMP, GIF, JBIG2, or an OFD of which the first page counts. The same array each time for the same picture. Null
   * for a seal whose picture cannot be read.
   */
  readonly picture: Uint8Array | null;
}

/** PK\x03\x04: a zip file, which is an OFD here. */
const ZIP_START = [0x50, 0x4b, 0x03, 0x04];

/** The first page of a seal that is an OFD of its own. */
interface SealPage {
  readonly source: DrawnDocument;
  readonly page: OfdPage;
  readonly box: OfdBox;
}

/** The seals of a view that are OFD of their own. Each is opened once, since it may stand on every page. */
export class OpenedSeals {
  readonly #opened = new Map<Uint8Array, SealPage | null>();

  /** Opens a seal; null for one that is damaged. @throws CodedError FILE_OVER_BUDGET */
  of(picture: Uint8Array): SealPage | null {
    const known = this.#opened.get(picture);
    if (known !== undefined) return known;
    const opened = orNullIfDamaged(() => firstPageOf(picture));
    this.#opened.set(picture, opened);
    return opened;
  }
}

function firstPageOf(picture: Uint8Array): SealPage | null {
  const ofd = openOfd(memorySource(picture, new WorkMeter(picture.length)));
  const body = ofd.bodies[0];
  const document = body === undefined ? undefined : readDocument(ofd, body);
  const page = document?.pages[0];
  if (document === undefined || page === undefined) return null;
  return { source: documentOf(ofd, document), page, box: page.box };
}

/** Draws the stamps of a page, so that they never hide what lies beneath them. */
export function drawStamps(
  canvas: Canvas,
  stamps: readonly ViewStamp[],
  seals: OpenedSeals,
  space: Space,
): void {
  for (const stamp of stamps) {
    const { xMm, yMm, widthMm, heightMm } = stamp.boundary;
    const matrix = combine([1, 0, 0, 1, xMm, yMm], space.matrix);
    canvas.content.saved(() => {
      const multiplied = canvas.studio.state({ blend: 'Multiply' });
      canvas.content.add(`${canvas.content.name('ExtGState', multiplied)} gs`);
      clip(canvas, stamp, matrix);
      if (draw(canvas, stamp, seals, { ...space, matrix })) return;
      const place = { x: 0, y: 0, width: widthMm, height: heightMm };
      drawMark(canvas, 'STAMP_NOT_DRAWN', stamp.page, place, { ...space, matrix });
    });
  }
}

/** @returns false for a picture that cannot be drawn */
function draw(canvas: Canvas, { boundary, picture }: ViewStamp, seals: OpenedSeals, space: Space): boolean {
  if (picture === null) return false;
  const isOfd = ZIP_START.every((byte, at) => picture[at] === byte);
  if (!isOfd) return drawPicture(canvas, boundary, picture, space.matrix);
  const seal = seals.of(picture);
  if (seal !== null) drawSeal(canvas, boundary, seal, space);
  return seal !== null;
}

function clip({ content }: Canvas, { boundary, clip: part }: ViewStamp, place: Matrix): void {
  const { xMm, yMm, widthMm, heightMm } = part ?? { ...boundary, xMm: 0, yMm: 0 };
  const [a, , , d, e, f] = place;
  const corner = [e + a * xMm, f + d * yMm, a * widthMm, d * heightMm];
  content.add(`${corner.map((value) => real(value)).join(' ')} re W n`);
}

function drawPicture(
  { studio, content }: Canvas,
  boundary: OfdBox,
  picture: Uint8Array,
  place: Matrix,
): boolean {
  const file = { key: picture, size: picture.length, read: () => picture, pieces: () => [picture] };
  const { reference } = studio.pictures.of(file);
  if (reference === null) return false;
  const square: Matrix = [boundary.widthMm, 0, 0, -boundary.heightMm, 0, boundary.heightMm];
  content.add(`${matrixText(combine(square, place))} cm ${content.name('XObject', reference)} Do`);
  return true;
}

/** Draws a seal's page. Seals within that one are not drawn. */
function drawSeal(canvas: Canvas, boundary: OfdBox, { source, page, box }: SealPage, space: Space): void {
  const scale: Matrix = [boundary.widthMm / box.widthMm, 0, 0, boundary.heightMm / box.heightMm, 0, 0];
  drawPageContent(canvas, source, page, { ...space, matrix: combine(scale, space.matrix) });
}
