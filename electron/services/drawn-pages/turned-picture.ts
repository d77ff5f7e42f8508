import { degrees, type PDFDocument, type PDFPage } from 'pdf-lib';

/** A picture that a document of the PDF library holds. */
export type EmbeddedPicture = Awaited<ReturnType<PDFDocument['embedPng']>>;

/** A part of a page, in points. */
interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a picture in the middle of an area of a page, as large as fits.
 * @param turn clockwise, in degrees: 0, 90, 180 or 270
 */
export function drawTurnedPicture(page: PDFPage, picture: EmbeddedPicture, turn: number, area: Area): void {
  const isUpright = turn % 180 === 0;
  const [wide, high] = isUpright ? [picture.width, picture.height] : [picture.height, picture.width];
  const scale = Math.min(area.width / wide, area.height / high);
  const left = area.left + (area.width - wide * scale) / 2;
  const bottom = area.bottom + (area.height - high * scale) / 2;
  const origins: Readonly<Record<number, { x: number; y: number }>> = {
    90: { x: left, y: bottom + high * scale },
    180: { x: left + wide * scale, y: bottom + high * scale },
    270: { x: left + wide * scale, y: bottom },
  };
  page.drawImage(picture, {
    ...(origins[turn] ?? { x: left, y: bottom }),
    width: picture.width * scale,
    height: picture.height * scale,
    rotate: degrees(-turn),
  });
}
