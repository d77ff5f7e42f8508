import { combine, type Matrix } from '../../../pdf/appearance/transform.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ZipEntry } from '../../container/zip-entry.ts';
import { attributeOf, childOf, numbersOf, type XmlElement } from '../../xml/xml-element.ts';
import { matrixText } from '../output/content.ts';
import type { ViewPicture } from '../pictures/view-pictures.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { alphaOf } from './colours.ts';
import { drawMark } from './marks.ts';
import { boundaryOf, matrixOf, placeOf } from './matrices.ts';
import { setOpacity } from './paint.ts';

/** From PDF's unit square, whose first row is at the top, to that of OFD, whose y goes down. */
const UPSIDE_DOWN: Matrix = [1, 0, 0, -1, 0, 1];

/** Draws a picture (GB/T 33190 §10, CT_Image): its unit square by CTM into the boundary. */
export function drawImage(canvas: Canvas, element: XmlElement, space: Space): void {
  const entry =
    entryOf(canvas, attributeOf(element, 'ResourceID')) ??
    entryOf(canvas, attributeOf(element, 'Substitution'));
  const maskId = attributeOf(element, 'ImageMask');
  const mask = entryOf(canvas, maskId);
  if (entry === null || (maskId !== null && mask === null)) {
    drawMark(
      canvas,
      'IMAGE_MISSING',
      nameOf(canvas, entry === null ? attributeOf(element, 'ResourceID') : maskId),
      boundaryOf(element),
      space,
    );
    return;
  }
  const picture = pictureOf(canvas, entry, mask);
  const { problem } = picture;
  if (problem !== null) {
    drawMark(canvas, problem, entry.name, boundaryOf(element), space);
  }
  if (picture.reference === null) return;
  setOpacity(canvas, alphaOf(element), null, null);
  const matrix = combine(combine(UPSIDE_DOWN, combine(squareOf(element), placeOf(element))), space.matrix);
  const name = canvas.content.name('XObject', picture.reference);
  canvas.content.add(`${matrixText(matrix)} cm ${name} Do`);
  if (childOf(element, 'Border') !== null) note(canvas, 'OBJECT_UNKNOWN', 'Border');
}

function entryOf({ resources }: Canvas, id: string | null): ZipEntry | null {
  return resources.find('MultiMedia', id)?.file ?? null;
}

/** What a file calls a picture that is not there: its name if it is listed, or the number that is not. */
function nameOf({ resources }: Canvas, id: string | null): string {
  return resources.find('MultiMedia', id)?.path ?? id ?? '';
}

const DAMAGED: ViewPicture = { reference: null, problem: 'IMAGE_DAMAGED' };

function pictureOf({ studio, resources }: Canvas, entry: ZipEntry, mask: ZipEntry | null): ViewPicture {
  const read = (key: ZipEntry) => ({ key, read: () => resources.read(key) });
  const found = orNullIfDamaged(() =>
    studio.pictures.of(entry, read(entry).read, mask === null ? null : read(mask)),
  );
  return found ?? DAMAGED;
}

/** Without a CTM a picture fills its boundary. */
function squareOf(element: XmlElement): Matrix {
  const boundary = boundaryOf(element);
  const filling: Matrix = [boundary?.width ?? 0, 0, 0, boundary?.height ?? 0, 0, 0];
  return matrixOf(numbersOf(attributeOf(element, 'CTM'))) ?? filling;
}
