import { degrees, type PDFDocument } from 'pdf-lib';

/** A picture that a document of the PDF library holds. */
export type EmbeddedPicture = Awaited<ReturnType<PDFDocument['embedPng']>>;

/** Clockwise turns that make a picture upright. No camera makes the mirrored orientations (2, 4, 5, 7). */
const TURN_OF_ORIENTATION: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

/** Returns by how many degrees a picture of an orientation is turned clockwise to be upright: 0, 90, 180 or 270. */
export const turnOf = (orientation: number): number => TURN_OF_ORIENTATION[orientation] ?? 0;

/** A4, points. */
const SHORT_SIDE = 595.28;
const LONG_SIDE = 841.89;

/**
 * Adds an A4 sheet, upright or across as the picture is, with the picture in its middle, as large as fits.
 * @param turn clockwise, in degrees: 0, 90, 180 or 270
 * @param margin on every side, in points
 */
export function addPictureSheet(
  target: PDFDocument,
  picture: EmbeddedPicture,
  turn: number,
  margin: number,
): void {
  const isUpright = turn % 180 === 0;
  const [wide, high] = isUpright ? [picture.width, picture.height] : [picture.height, picture.width];
  const [across, up] = wide > high ? [LONG_SIDE, SHORT_SIDE] : [SHORT_SIDE, LONG_SIDE];
  const [width, height] = [across - 2 * margin, up - 2 * margin];
  const scale = Math.min(width / wide, height / high);
  const left = margin + (width - wide * scale) / 2;
  const bottom = margin + (height - high * scale) / 2;
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
