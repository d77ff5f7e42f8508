import { combine, IDENTITY, type Matrix } from '../../../pdf/appearance/transform.ts';
import type { PdfReference } from '../../../pdf/syntax/objects.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  numbersOf,
  textOf,
  type XmlElement,
} from '../../xml/xml-element.ts';
import { Content } from '../output/content.ts';
import type { Canvas, Space } from './canvas.ts';
import { matrixOf, objectMatrix } from './matrices.ts';
import { drawGroup, maskGroup } from './paint.ts';
import { pathOperators } from './path-data.ts';
import { clippingText } from './text-object.ts';

/**
 * Draws within the clips of an object (GB/T 33190 §8.4): all clips together, each of one or more areas.
 * @param place from the boundary of the object to the content's own space, without its CTM
 * @param whole the same with its CTM
 */
export function drawClipped(
  canvas: Canvas,
  element: XmlElement,
  place: Matrix,
  whole: Matrix,
  space: Space,
  draw: (canvas: Canvas) => void,
): void {
  let drawn = draw;
  for (const clips of childrenOf(element, 'Clips')) {
    // By default an area moves with its object's CTM.
    const around = attributeOf(clips, 'TransFlag') === 'false' ? place : whole;
    for (const clip of childrenOf(clips, 'Clip')) {
      const { paths, texts } = shapeOf(canvas, childrenOf(clip, 'Area'), around, space);
      if (texts.length === 0) clipToPaths(canvas, paths);
      else if (paths.length === 0) clipToLetters(canvas, texts);
      else {
        const [mask, inner] = [maskOf(canvas, paths, texts), drawn];
        drawn = (outer) => drawGroup(outer, { mask }, inner);
      }
    }
  }
  drawn(canvas);
}

interface ClipPath {
  readonly operators: string;
  readonly isEvenOdd: boolean;
}
type AddLetters = (content: Content) => void;

function shapeOf(
  canvas: Canvas,
  areas: readonly XmlElement[],
  around: Matrix,
  space: Space,
): { readonly paths: readonly ClipPath[]; readonly texts: readonly AddLetters[] } {
  const paths: ClipPath[] = [];
  const texts: AddLetters[] = [];
  for (const area of areas) {
    const matrix = combine(matrixOf(numbersOf(attributeOf(area, 'CTM'))) ?? IDENTITY, around);
    const [path, text] = [childOf(area, 'Path'), childOf(area, 'Text')];
    if (path !== null) {
      const data = textOf(path, 'AbbreviatedData') ?? '';
      paths.push({
        operators: pathOperators(data, combine(objectMatrix(path), matrix)).text,
        isEvenOdd: attributeOf(path, 'Rule') === 'Even-Odd',
      });
    }
    if (text !== null) texts.push(clippingText(canvas, text, { ...space, matrix }));
  }
  return { paths, texts };
}

function clipToPaths({ content }: Canvas, paths: readonly ClipPath[]): void {
  const text = paths.map(({ operators }) => operators).join('\n');
  const rule = paths.some(({ isEvenOdd }) => isEvenOdd) ? 'W*' : 'W';
  // A clip without an area shows nothing.
  content.add(text.trim() === '' ? '0 0 0 0 re W n' : `${text}\n${rule} n`);
}

/** Within one text object the letters of all areas make one clip. */
function clipToLetters({ content }: Canvas, texts: readonly AddLetters[]): void {
  content.add('BT 7 Tr');
  for (const add of texts) add(content);
  content.add('ET');
}

/** PDF clips to paths and letters one after the other, which shows where they overlap; light shows where either is. */
function maskOf(canvas: Canvas, paths: readonly ClipPath[], texts: readonly AddLetters[]): PdfReference {
  const content = new Content();
  content.add('1 g');
  for (const { operators, isEvenOdd } of paths) {
    if (operators !== '') content.add(`${operators}\n${isEvenOdd ? 'f*' : 'f'}`);
  }
  content.add('BT 0 Tr');
  for (const add of texts) add(content);
  content.add('ET');
  return maskGroup(canvas, content);
}
