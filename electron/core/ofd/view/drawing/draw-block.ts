import { OFD_VIEW_BUDGET } from '../../../budgets.ts';
import { apply, combine } from '../../../pdf/appearance/transform.ts';
import { attributeOf, childOf, type XmlElement } from '../../xml/xml-element.ts';
import { real } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { drawClipped } from './clips.ts';
import { alphaOf } from './colours.ts';
import { paramsOf } from './draw-params.ts';
import { drawImage } from './image-object.ts';
import { drawMark } from './marks.ts';
import { boundaryOf, objectMatrix, placeOf } from './matrices.ts';
import { drawGroup } from './paint.ts';
import { drawPath } from './path-object.ts';
import { drawText } from './text-object.ts';

/** Children of blocks and objects that draw nothing. */
const SILENT: ReadonlySet<string> = new Set([
  'Actions',
  'Clips',
  'Extensions',
  'CustomTags',
  'Parameters',
  'Remark',
]);
/** Lines lie on the edge of their boundary in real files, and boundaries are rounded: so much may stick out, in its unit. */
const OVERHANG = 1;

/**
 * Draws the objects of a layer, a block, a composite, a cell or an appearance, one upon the other.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function drawBlock(canvas: Canvas, objects: readonly XmlElement[], space: Space): void {
  for (const object of objects) drawObject(canvas, object, space);
}

function drawObject(canvas: Canvas, element: XmlElement, space: Space): void {
  canvas.studio.count(1);
  if (attributeOf(element, 'Visible') === 'false') return;
  switch (element.name) {
    case 'TextObject':
      drawWithin(canvas, element, space, drawText);
      return;
    case 'PathObject':
      drawWithin(canvas, element, space, drawPath);
      return;
    case 'ImageObject':
      drawWithin(canvas, element, space, drawImage);
      return;
    case 'CompositeObject':
      drawWithin(canvas, element, space, drawComposite);
      return;
    case 'PageBlock':
    case 'Layer':
      drawInner(canvas, element, element.children, {
        ...space,
        params: paramsOf(element, space.params, canvas.resources),
      });
      return;
    default:
      if (!SILENT.has(element.name)) note(canvas, 'OBJECT_UNKNOWN', element.name);
  }
}

/** Draws an object within its clips and, but for texts, whose boundaries real files do not keep to, its boundary. */
function drawWithin(
  canvas: Canvas,
  element: XmlElement,
  space: Space,
  draw: (canvas: Canvas, element: XmlElement, space: Space) => void,
): void {
  canvas.content.saved(() => {
    const isCut = element.name === 'PathObject' || element.name === 'ImageObject';
    if (isCut) cutToBoundary(canvas, element, space);
    const place = combine(placeOf(element), space.matrix);
    const whole = combine(objectMatrix(element), space.matrix);
    drawClipped(canvas, element, place, whole, space, (inner) => draw(inner, element, space));
  });
}

/** GB/T 33190 §8.5: what an object draws beyond its boundary is not seen. */
function cutToBoundary({ content }: Canvas, element: XmlElement, { matrix }: Space): void {
  const boundary = boundaryOf(element);
  if (boundary === null) return;
  const [left, right] = [boundary.x - OVERHANG, boundary.x + boundary.width + OVERHANG];
  const [top, bottom] = [boundary.y - OVERHANG, boundary.y + boundary.height + OVERHANG];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x = 0, y = 0]) =>
    apply(matrix, x, y)
      .map((value) => real(value, 3))
      .join(' '),
  );
  content.add(`${corners[0] ?? ''} m ${corners.slice(1).join(' l ')} l h W n`);
}

/** Draws a composite (GB/T 33190 §13) by the unit that it names. */
function drawComposite(canvas: Canvas, element: XmlElement, space: Space): void {
  const id = attributeOf(element, 'ResourceID');
  const unit = canvas.resources.find('CompositeGraphicUnit', id);
  const content = unit === null ? null : childOf(unit.element, 'Content');
  if (unit === null || content === null) {
    drawMark(canvas, 'COMPOSITE_MISSING', id ?? '', boundaryOf(element), space);
    return;
  }
  const { open } = canvas.studio;
  if (open.has(unit)) {
    drawMark(canvas, 'NESTED_TOO_DEEP', unit.id, boundaryOf(element), space);
    return;
  }
  open.add(unit);
  const params = paramsOf(element, space.params, canvas.resources);
  const matrix = combine(objectMatrix(element), space.matrix);
  drawGroup(canvas, { alpha: alphaOf(element) }, (inner) => {
    drawInner(inner, element, content.children, { ...space, params, matrix });
  });
  open.delete(unit);
}

/** @param element the block or object, for the mark of one that lies too deep */
function drawInner(canvas: Canvas, element: XmlElement, objects: readonly XmlElement[], space: Space): void {
  if (space.depth >= OFD_VIEW_BUDGET.nesting) {
    drawMark(canvas, 'NESTED_TOO_DEEP', element.name, boundaryOf(element), space);
    return;
  }
  drawBlock(canvas, objects, { ...space, depth: space.depth + 1 });
}
