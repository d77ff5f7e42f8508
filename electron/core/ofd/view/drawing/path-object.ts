import { combine } from '../../../pdf/appearance/transform.ts';
import { attributeOf, textOf, type XmlElement } from '../../xml/xml-element.ts';
import { matrixText } from '../output/content.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { alphaOf, BLACK } from './colours.ts';
import { lineOperators, paramsOf } from './draw-params.ts';
import { decimalsFor, objectMatrix } from './matrices.ts';
import { paintOf, setOpacity } from './paint.ts';
import { pathOperators } from './path-data.ts';

/** Characters of a path that count as much as an object. */
const CHARACTERS_OF_OBJECT = 200;

/** Draws a path (GB/T 33190 §9.1, CT_Path): filled where that is said and a colour is, stroked unless it says otherwise. */
export function drawPath(canvas: Canvas, element: XmlElement, space: Space): void {
  const { content, studio } = canvas;
  const matrix = combine(objectMatrix(element), space.matrix);
  const data = textOf(element, 'AbbreviatedData') ?? '';
  studio.count(data.length / CHARACTERS_OF_OBJECT);
  const path = pathOperators(data, [1, 0, 0, 1, 0, 0], decimalsFor(matrix));
  if (!path.isWhole) note(canvas, 'PATH_DAMAGED', attributeOf(element, 'ID') ?? '');
  if (path.text === '') return;
  const params = paramsOf(element, space.params, canvas.resources);
  const isFilled = attributeOf(element, 'Fill') === 'true';
  const isStroked = attributeOf(element, 'Stroke') !== 'false';
  const fill = isFilled ? paintOf(canvas, params.fill, null, matrix, space, false) : null;
  const stroke = isStroked ? paintOf(canvas, params.stroke, BLACK, matrix, space, true) : null;
  if (fill === null && stroke === null) return;
  setOpacity(canvas, alphaOf(element), fill, stroke);
  const isEvenOdd = attributeOf(element, 'Rule') === 'Even-Odd';
  const parts = [
    `${matrixText(matrix)} cm`,
    ...(fill === null ? [] : [fill.operators]),
    ...(stroke === null ? [] : [stroke.operators, lineOperators(params)]),
    path.text,
    (fill === null ? 'S' : stroke === null ? 'f' : 'B') + (fill !== null && isEvenOdd ? '*' : ''),
  ];
  content.add(parts.join('\n'));
}
