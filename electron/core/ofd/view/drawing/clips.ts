import { combine, IDENTITY, type Matrix } from '../../../pdf/appearance/transform.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  numbersOf,
  textOf,
  type XmlElement,
} from '../../xml/xml-element.ts';
import { type Canvas, note, type Space } from './canvas.ts';
import { matrixOf, objectMatrix } from './matrices.ts';
import { pathOperators } from './path-data.ts';
import { clippingText } from './text-object.ts';

/**
 * Cuts what follows to the clips of an object (GB/T 33190 §8.4): all clips together, each of one or more areas.
 * @param place from the boundary of the object to the content's own space, without its CTM
 * @param whole the same with its CTM
 */
export function setClips(
  canvas: Canvas,
  element: XmlElement,
  place: Matrix,
  whole: Matrix,
  space: Space,
): void {
  for (const clips of childrenOf(element, 'Clips')) {
    // By default an area moves with its object's CTM.
    const around = attributeOf(clips, 'TransFlag') === 'false' ? place : whole;
    for (const clip of childrenOf(clips, 'Clip')) setClip(canvas, childrenOf(clip, 'Area'), around, space);
  }
}

function setClip(canvas: Canvas, areas: readonly XmlElement[], around: Matrix, space: Space): void {
  const paths: string[] = [];
  const texts: { readonly text: XmlElement; readonly matrix: Matrix }[] = [];
  let isEvenOdd = false;
  for (const area of areas) {
    const matrix = combine(matrixOf(numbersOf(attributeOf(area, 'CTM'))) ?? IDENTITY, around);
    const path = childOf(area, 'Path');
    const text = childOf(area, 'Text');
    if (path !== null) {
      paths.push(
        pathOperators(textOf(path, 'AbbreviatedData') ?? '', combine(objectMatrix(path), matrix)).text,
      );
      isEvenOdd ||= attributeOf(path, 'Rule') === 'Even-Odd';
    }
    if (text !== null) texts.push({ text, matrix });
  }
  if (paths.length > 0 && texts.length > 0) note(canvas, 'CLIP_UNSUPPORTED', 'Path + Text');
  else if (texts.length > 0) {
    const letters = texts.map(({ text, matrix }) => clippingText(canvas, text, { ...space, matrix }));
    // Within one text object the letters of all areas make one clip.
    canvas.content.add('BT 7 Tr');
    for (const add of letters) add();
    canvas.content.add('ET');
  }
  // A clip without an area shows nothing.
  else if (paths.every((path) => path === '')) canvas.content.add('0 0 0 0 re W n');
  else canvas.content.add(`${paths.join('\n')}\n${isEvenOdd ? 'W*' : 'W'} n`);
}
