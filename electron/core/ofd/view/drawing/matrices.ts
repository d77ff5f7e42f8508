import { combine, IDENTITY, type Matrix } from '../../../pdf/appearance/transform.ts';
import { attributeOf, numbersOf, type XmlElement } from '../../xml/xml-element.ts';

/** A rectangle from the top left, in the unit of what is around it. */
export interface Boundary {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Makes a matrix of six numbers; null for another number of them. */
export function matrixOf(numbers: readonly number[] | null): Matrix | null {
  const [a, b, c, d, e, f, ...more] = numbers ?? [];
  if (a === undefined || b === undefined || c === undefined || more.length > 0) return null;
  return d === undefined || e === undefined || f === undefined ? null : [a, b, c, d, e, f];
}

/** Reads the Boundary of an object; null if it has none, or a damaged one. */
export function boundaryOf(element: XmlElement): Boundary | null {
  const [x, y, width, height] = numbersOf(attributeOf(element, 'Boundary')) ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return { x, y, width, height };
}

/** From what is around an object to its boundary: a move. */
export function placeOf(element: XmlElement): Matrix {
  const boundary = boundaryOf(element);
  return boundary === null ? IDENTITY : [1, 0, 0, 1, boundary.x, boundary.y];
}

/** From the unit of an object to what is around it: CTM first, then the boundary (GB/T 33190 §8.5). */
export function objectMatrix(element: XmlElement): Matrix {
  const own = matrixOf(numbersOf(attributeOf(element, 'CTM')));
  return own === null ? placeOf(element) : combine(own, placeOf(element));
}

/** How much longer a matrix makes things, on the whole. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** Decimals that keep lengths exact to a thousandth of a point, however large they become. */
export function decimalsFor(matrix: Matrix): number {
  const [a, b, c, d] = matrix;
  const largest = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d), 1e-9);
  return Math.min(8, Math.max(2, Math.ceil(Math.log10(largest)) + 3));
}
