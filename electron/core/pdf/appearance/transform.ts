import type { Rectangle } from '../pages/page-geometry.ts';

/** A transformation matrix [a b c d e f] (ISO 32000-2 §8.3.3): x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Tells whether the items of an array are those of a matrix. */
export function isMatrix(values: readonly (number | string | null)[]): values is Matrix {
  return values.length === 6 && values.every((value) => typeof value === 'number');
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Applies `inner` first, then `outer`. */
export function combine(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** Returns the point to which a matrix moves a point. */
export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The area of an image before any matrix (ISO 32000-2 §8.9.4). */
export const UNIT_SQUARE: Rectangle = { left: 0, bottom: 0, right: 1, top: 1 };

/** Returns the smallest upright rectangle around a transformed one. */
export function boundsOf(matrix: Matrix, { left, bottom, right, top }: Rectangle): Rectangle {
  const corners = [
    apply(matrix, left, bottom),
    apply(matrix, right, bottom),
    apply(matrix, left, top),
    apply(matrix, right, top),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}

/** Returns the matrix that undoes another one; null if it cannot be undone. */
export function inverseOf([a, b, c, d, e, f]: Matrix): Matrix | null {
  const size = a * d - b * c;
  if (size === 0) return null;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

/** Tells whether a matrix keeps upright rectangles upright: only quarter turns, no skew. */
export function isQuarterTurn([a, b, c, d]: Matrix): boolean {
  const size = Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d);
  const none = (value: number): boolean => Math.abs(value) < size * 1e-6;
  return (none(b) && none(c)) || (none(a) && none(d));
}
