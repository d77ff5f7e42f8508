import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { attributeOf, childOf, childrenOf, numberOf, type XmlElement } from '../../xml/xml-element.ts';
import { pdfReal } from '../output/content.ts';
import { type Canvas } from './canvas.ts';
import { plainColour, rgbOf } from './colours.ts';

interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly flag: number;
  readonly rgb: readonly number[];
}

const MOST_VERTICES = 100_000;
/** A free mesh has a flag before each vertex, a lattice has none. */
const FREE = 4;
const LATTICE = 5;
const FLAG_BYTES = 1;
const PLACE_BYTES = 8;
const COLOUR_BYTES = 3;
const MOST_OF_PLACE = 0xffffffff;

/**
 * Writes a mesh of triangles, GouraudShd or LaGouraudShd (GB/T 33190 §8.3.4.4, ISO 32000-2 §8.7.4.5.5), as a shading.
 * @returns null for one that cannot be read
 */
export function meshShading(canvas: Canvas, element: XmlElement): PdfReference | null {
  const isLattice = element.name === 'LaGouraudShd';
  if (!isLattice && element.name !== 'GouraudShd') return null;
  const perRow = numberOf(attributeOf(element, 'VerticesPerRow')) ?? 0;
  const vertices = verticesOf(canvas, element);
  const isWhole = isLattice ? perRow >= 2 && vertices.length >= 2 * perRow : vertices.length >= 3;
  if (!isWhole) return null;
  const xs = rangeOf(vertices.map(({ x }) => x));
  const ys = rangeOf(vertices.map(({ y }) => y));
  const background = childOf(element, 'BackColor');
  const back = background === null ? null : plainColour(canvas, background);
  const dictionary = pdfDictionary({
    ...{ ShadingType: pdfNumber(isLattice ? LATTICE : FREE), ColorSpace: pdfName('DeviceRGB') },
    ...{ BitsPerCoordinate: pdfNumber(32), BitsPerComponent: pdfNumber(8) },
    ...(isLattice ? { VerticesPerRow: pdfReal(perRow) } : { BitsPerFlag: pdfNumber(8) }),
    Decode: pdfArray([...xs, ...ys, 0, 1, 0, 1, 0, 1].map(pdfReal)),
    ...(back === null ? {} : { Background: pdfArray(rgbOf(back).map(pdfReal)) }),
  });
  return canvas.studio.file.packedStream(dictionary, meshData(vertices, xs, ys, isLattice));
}

function verticesOf(canvas: Canvas, element: XmlElement): readonly Vertex[] {
  return childrenOf(element, 'Point')
    .slice(0, MOST_VERTICES)
    .flatMap((point) => {
      const colour = childOf(point, 'Color');
      const plain = colour === null ? null : plainColour(canvas, colour);
      const [x, y] = [numberOf(attributeOf(point, 'X')), numberOf(attributeOf(point, 'Y'))];
      const flag = (numberOf(attributeOf(point, 'EdgeFlag')) ?? 0) & 3;
      return plain === null || x === null || y === null ? [] : [{ x, y, flag, rgb: rgbOf(plain) }];
    });
}

/** Smallest and largest of some numbers, never the same. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most > least ? most : least + 1];
}

function meshData(
  vertices: readonly Vertex[],
  xs: readonly [number, number],
  ys: readonly [number, number],
  isLattice: boolean,
): Uint8Array {
  const size = (isLattice ? 0 : FLAG_BYTES) + PLACE_BYTES + COLOUR_BYTES;
  const data = new Uint8Array(size * vertices.length);
  const view = new DataView(data.buffer);
  vertices.forEach(({ x, y, flag, rgb }, index) => {
    let at = index * size;
    if (!isLattice) view.setUint8(at++, flag);
    view.setUint32(at, shareOf(x, xs));
    view.setUint32(at + 4, shareOf(y, ys));
    rgb.forEach((value, part) => view.setUint8(at + PLACE_BYTES + part, Math.round(value * 255)));
  });
  return data;
}

function shareOf(value: number, [least, most]: readonly [number, number]): number {
  return Math.round(((value - least) / (most - least)) * MOST_OF_PLACE);
}
