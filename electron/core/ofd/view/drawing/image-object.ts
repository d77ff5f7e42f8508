import { combine, type Matrix } from '../../../pdf/appearance/transform.ts';
import type { ZipEntry } from '../../container/zip-entry.ts';
import { attributeOf, childOf, numberOf, numbersOf, type XmlElement } from '../../xml/xml-element.ts';
import { matrixText } from '../output/content.ts';
import type { ViewPicture } from '../pictures/view-pictures.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { alphaOf, BLACK } from './colours.ts';
import { lineOperators, NO_PARAMS, paramsOf } from './draw-params.ts';
import { drawMark } from './marks.ts';
import { boundaryOf, decimalsFor, matrixOf, placeOf } from './matrices.ts';
import { paintOf, setOpacity } from './paint.ts';
import { pathOperators } from './path-data.ts';

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
  if (picture.reference === null) {
    drawMark(canvas, picture.problem, entry.name, boundaryOf(element), space);
    return;
  }
  if (picture.problem !== null) note(canvas, picture.problem, entry.name);
  const matrix = combine(combine(UPSIDE_DOWN, combine(squareOf(element), placeOf(element))), space.matrix);
  const name = canvas.content.name('XObject', picture.reference);
  canvas.content.saved(() => {
    setOpacity(canvas, alphaOf(element), null, null);
    canvas.content.add(`${matrixText(matrix)} cm ${name} Do`);
  });
  drawBorder(canvas, element, space);
}

/** Draws the line around a picture (GB/T 33190 §10, Border), along its boundary, with rounded corners if it has radii. */
function drawBorder(canvas: Canvas, element: XmlElement, space: Space): void {
  const [border, boundary] = [childOf(element, 'Border'), boundaryOf(element)];
  if (border === null || boundary === null) return;
  const { width, height } = boundary;
  // The standard's own schema leaves out a letter of one name.
  const across = radiusOf(border, ['HorizonalCornerRadius', 'HorizontalCornerRadius'], width);
  const down = radiusOf(border, ['VerticalCornerRadius'], height);
  const corner = `A ${String(across)} ${String(down)} 0 0 1`;
  const data = [
    ...['M', across, 0, 'L', width - across, 0, corner, width, down, 'L', width, height - down],
    ...[corner, width - across, height, 'L', across, height, corner, 0, height - down, 'L', 0, down],
    ...[corner, across, 0, 'C'],
  ];
  const matrix = combine(placeOf(element), space.matrix);
  const params = paramsOf(border, NO_PARAMS, canvas.resources);
  const colour = childOf(border, 'BorderColor');
  const stroke = paintOf(canvas, colour, BLACK, matrix, space, true);
  if (stroke === null) return;
  setOpacity(canvas, alphaOf(element), null, stroke);
  const path = pathOperators(data.join(' '), [1, 0, 0, 1, 0, 0], decimalsFor(matrix)).text;
  canvas.content.add(`${matrixText(matrix)} cm ${stroke.operators} ${lineOperators(params)}\n${path}\nS`);
}

/** A radius reaches to the middle of a side at most. */
function radiusOf(border: XmlElement, names: readonly string[], side: number): number {
  const said = names.map((name) => numberOf(attributeOf(border, name))).find((value) => value !== null);
  return Math.min(Math.max(0, said ?? 0), side / 2);
}

function entryOf({ resources }: Canvas, id: string | null): ZipEntry | null {
  return resources.find('MultiMedia', id)?.file ?? null;
}

/** What a file calls a picture that is not there: its name if it is listed, or the number that is not. */
function nameOf({ resources }: Canvas, id: string | null): string {
  return resources.find('MultiMedia', id)?.path ?? id ?? '';
}

function pictureOf({ studio, resources }: Canvas, entry: ZipEntry, mask: ZipEntry | null): ViewPicture {
  return studio.pictures.of(resources.picture(entry), mask === null ? null : resources.picture(mask));
}

/** Without a CTM a picture fills its boundary. */
function squareOf(element: XmlElement): Matrix {
  const boundary = boundaryOf(element);
  const filling: Matrix = [boundary?.width ?? 0, 0, 0, boundary?.height ?? 0, 0, 0];
  return matrixOf(numbersOf(attributeOf(element, 'CTM'))) ?? filling;
}
