import { apply, combine, type Matrix } from '../../../pdf/appearance/transform.ts';
import { real } from '../output/content.ts';

/** A path in the operators of PDF, and whether all of it could be read. */
export interface PathOperators {
  readonly text: string;
  readonly isWhole: boolean;
}

const TOKENS = /[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;
/** How many numbers follow each letter of AbbreviatedData (GB/T 33190 §9.1): start, move, line, curves, arc, close. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

interface Pen {
  readonly decimals: number;
  x: number;
  y: number;
  startX: number;
  startY: number;
  isDown: boolean;
  readonly parts: string[];
  readonly matrix: Matrix;
}

/**
 * Turns AbbreviatedData into operators that build the same path.
 * @param matrix applied to each point
 * @param decimals of each number
 */
export function pathOperators(data: string, matrix: Matrix, decimals = 4): PathOperators {
  const pen: Pen = { decimals, x: 0, y: 0, startX: 0, startY: 0, isDown: false, parts: [], matrix };
  const tokens = data.match(TOKENS) ?? [];
  let isWhole = data.replaceAll(TOKENS, '').trim() === '';
  for (let at = 0; at < tokens.length;) {
    const letter = tokens[at] ?? '';
    const count = OPERANDS[letter];
    at += 1;
    if (count === undefined) {
      isWhole = false;
      continue;
    }
    if (count === 0) close(pen);
    for (let isFirst = true; count > 0 && (isFirst || isNumber(tokens[at])); isFirst = false) {
      const operands = tokens.slice(at, at + count).map(Number);
      if (operands.length < count || operands.some((value) => !Number.isFinite(value))) {
        return { text: pen.parts.join('\n'), isWhole: false };
      }
      draw(pen, letter, operands);
      at += count;
    }
  }
  return { text: pen.parts.join('\n'), isWhole };
}

function isNumber(token: string | undefined): boolean {
  return token !== undefined && /^[-+.\d]/.test(token);
}

function draw(pen: Pen, letter: string, operands: readonly number[]): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = operands;
  switch (letter) {
    case 'S':
    case 'M':
      move(pen, a, b);
      return;
    case 'L':
      putDown(pen);
      segment(pen, 'l', [a, b]);
      return;
    case 'Q': {
      putDown(pen);
      // A quadratic curve is the cubic one whose handles reach two thirds of the way to the point between.
      const [x, y] = [pen.x, pen.y];
      segment(pen, 'c', [
        x + ((a - x) * 2) / 3,
        y + ((b - y) * 2) / 3,
        c + ((a - c) * 2) / 3,
        d + ((b - d) * 2) / 3,
        c,
        d,
      ]);
      return;
    }
    case 'B':
      putDown(pen);
      segment(pen, 'c', [a, b, c, d, e, f]);
      return;
    default:
      putDown(pen);
      arc(pen, { rx: a, ry: b, degrees: c, isLarge: d !== 0, isClockwise: e !== 0, x: f, y: g });
  }
}

function move(pen: Pen, x: number, y: number): void {
  Object.assign(pen, { x, y, startX: x, startY: y, isDown: true });
  segment(pen, 'm', [x, y]);
}

/** A path that draws before it has moved begins at the origin; one that was closed goes on from its beginning. */
function putDown(pen: Pen): void {
  if (!pen.isDown) move(pen, pen.x, pen.y);
}

function close(pen: Pen): void {
  if (!pen.isDown) return;
  pen.parts.push('h');
  Object.assign(pen, { x: pen.startX, y: pen.startY, isDown: false });
}

function segment(pen: Pen, operator: string, points: readonly number[]): void {
  const numbers: string[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x, y] = apply(pen.matrix, points[at] ?? 0, points[at + 1] ?? 0);
    numbers.push(real(x, pen.decimals), real(y, pen.decimals));
  }
  pen.parts.push(`${numbers.join(' ')} ${operator}`);
  pen.x = points.at(-2) ?? pen.x;
  pen.y = points.at(-1) ?? pen.y;
}

interface Arc {
  readonly rx: number;
  readonly ry: number;
  readonly degrees: number;
  readonly isLarge: boolean;
  readonly isClockwise: boolean;
  readonly x: number;
  readonly y: number;
}

/** Draws an elliptical arc as the end point parameterisation of SVG 1.1 (appendix F.6) has it, in curves of a quarter. */
function arc(pen: Pen, { rx, ry, degrees, isLarge, isClockwise, x, y }: Arc): void {
  if (rx === 0 || ry === 0 || (pen.x === x && pen.y === y)) {
    segment(pen, 'l', [x, y]);
    return;
  }
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [halfX, halfY] = [(pen.x - x) / 2, (pen.y - y) / 2];
  const [u, v] = [cos * halfX + sin * halfY, -sin * halfX + cos * halfY];
  // Radii that do not reach from end to end grow until they do.
  const grown = Math.max(1, Math.hypot(u / rx, v / ry));
  const [a, b] = [Math.abs(rx) * grown, Math.abs(ry) * grown];
  const rest = Math.max(0, (a * b) ** 2 - (a * v) ** 2 - (b * u) ** 2) / ((a * v) ** 2 + (b * u) ** 2);
  const sign = (isLarge === isClockwise ? -1 : 1) * Math.sqrt(rest);
  const [centreU, centreV] = [(sign * a * v) / b, (-sign * b * u) / a];
  const start = Math.atan2((v - centreV) / b, (u - centreU) / a);
  const end = Math.atan2((-v - centreV) / b, (-u - centreU) / a);
  const turn = sweepOf(end - start, isClockwise);
  const centreX = cos * centreU - sin * centreV + (pen.x + x) / 2;
  const centreY = sin * centreU + cos * centreV + (pen.y + y) / 2;
  const toPath = combine([a, 0, 0, b, 0, 0], [cos, sin, -sin, cos, centreX, centreY]);
  const steps = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  for (let step = 0; step < steps; step += 1) {
    const last = step === steps - 1 ? ([x, y] as const) : null;
    quarter(pen, toPath, start + (turn * step) / steps, turn / steps, last);
  }
}

function sweepOf(difference: number, isClockwise: boolean): number {
  const full = 2 * Math.PI;
  if (isClockwise && difference < 0) return difference + full;
  return !isClockwise && difference > 0 ? difference - full : difference;
}

/** Draws at most a quarter of a circle of radius 1, moved by a matrix; the last one ends exactly where it is said. */
function quarter(
  pen: Pen,
  toPath: Matrix,
  from: number,
  turn: number,
  end: readonly [number, number] | null,
): void {
  const handle = (4 / 3) * Math.tan(turn / 4);
  const to = from + turn;
  const first = apply(
    toPath,
    Math.cos(from) - handle * Math.sin(from),
    Math.sin(from) + handle * Math.cos(from),
  );
  const second = apply(toPath, Math.cos(to) + handle * Math.sin(to), Math.sin(to) - handle * Math.cos(to));
  segment(pen, 'c', [...first, ...second, ...(end ?? apply(toPath, Math.cos(to), Math.sin(to)))]);
}
