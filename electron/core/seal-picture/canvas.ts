import type { Outline, Point } from './outline.ts';

/** Horizontal sampling lines in a pixel row; along a line coverage is exact. */
const LINES_PER_ROW = 16;

/** Blank rim of every picture, mm: renderers that round a picture's edge inward would cut the ring. */
export const RIM_MM = 0.1;

/** How much of each pixel is inked, 0 to 1. */
export interface Canvas {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pixelsPerMm: number;
  /** Size in pixels. */
  readonly columns: number;
  readonly rows: number;
  readonly coverage: Float32Array;
}

interface Edge {
  readonly from: Point;
  readonly to: Point;
}

interface Crossing {
  readonly x: number;
  readonly winding: 1 | -1;
}

/** An empty canvas of a size in millimetres. */
export function createCanvas(widthMm: number, heightMm: number, pixelsPerMm: number): Canvas {
  const columns = Math.round(widthMm * pixelsPerMm);
  const rows = Math.round(heightMm * pixelsPerMm);
  return { widthMm, heightMm, pixelsPerMm, columns, rows, coverage: new Float32Array(columns * rows) };
}

/**
 * Inks an outline (mm) by the nonzero winding rule. What is inked already stays; what lies outside the canvas
 * is cut off.
 */
export function fillOutline(canvas: Canvas, outline: Outline): void {
  const edges = edgesInPixels(outline, canvas.pixelsPerMm);
  const heights = edges.flatMap(({ from, to }) => [from.y, to.y]);
  const firstRow = Math.max(0, Math.floor(Math.min(...heights)));
  const lastRow = Math.min(canvas.rows - 1, Math.floor(Math.max(...heights)));
  for (let row = firstRow; row <= lastRow; row += 1) {
    const near = edges.filter(
      ({ from, to }) => Math.min(from.y, to.y) < row + 1 && Math.max(from.y, to.y) > row,
    );
    inkRow(canvas, row, coverageOfRow(near, row, canvas.columns));
  }
}

/** Every side of every contour but the horizontal ones, which no sampling line crosses. */
function edgesInPixels(outline: Outline, scale: number): Edge[] {
  return outline.flatMap((contour) =>
    contour.flatMap((point, index) => {
      const next = contour[(index + 1) % contour.length] ?? point;
      if (next.y === point.y) return [];
      return [{ from: scaled(point, scale), to: scaled(next, scale) }];
    }),
  );
}

function scaled(point: Point, scale: number): Point {
  return { x: point.x * scale, y: point.y * scale };
}

function coverageOfRow(edges: readonly Edge[], row: number, columns: number): Float32Array {
  const coverage = new Float32Array(columns);
  for (let line = 0; line < LINES_PER_ROW; line += 1) {
    let winding = 0;
    let start = 0;
    for (const crossing of crossingsAt(edges, row + (line + 0.5) / LINES_PER_ROW)) {
      if (winding === 0) start = crossing.x;
      winding += crossing.winding;
      if (winding === 0) addSpan(coverage, start, crossing.x);
    }
  }
  return coverage;
}

function crossingsAt(edges: readonly Edge[], y: number): Crossing[] {
  const crossings: Crossing[] = [];
  for (const { from, to } of edges) {
    if (from.y <= y === to.y <= y) continue;
    const x = from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y);
    crossings.push({ x, winding: to.y > from.y ? 1 : -1 });
  }
  return crossings.sort((a, b) => a.x - b.x);
}

/** Adds one sampling line's share for the span [start, end) of x. */
function addSpan(coverage: Float32Array, start: number, end: number): void {
  const from = Math.max(0, start);
  const to = Math.min(coverage.length, end);
  for (let column = Math.floor(from); column < to; column += 1) {
    const covered = Math.min(to, column + 1) - Math.max(from, column);
    coverage[column] = (coverage[column] ?? 0) + covered / LINES_PER_ROW;
  }
}

function inkRow(canvas: Canvas, row: number, ink: Float32Array): void {
  const offset = row * canvas.columns;
  ink.forEach((share, column) => {
    const before = canvas.coverage[offset + column] ?? 0;
    canvas.coverage[offset + column] = before + share * (1 - before);
  });
}
