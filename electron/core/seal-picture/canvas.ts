/** Horizontal sampling lines in a pixel row; along a line coverage is exact. */
const LINES_PER_ROW = 16;

/** Blank rim of every picture, mm: renderers that round a picture's edge inward would cut the ring. */
export const RIM_MM = 0.1;

/** A picture's ink: for each pixel the inked share, 0 to 1. */
export interface Canvas {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pixelsPerMm: number;
  /** The size in pixels. */
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

/** Makes an empty canvas of a size in millimetres. */
export function createCanvas(widthMm: number, heightMm: number, pixelsPerMm: number): Canvas {
  const columns = Math.round(widthMm * pixelsPerMm);
  const rows = Math.round(heightMm * pixelsPerMm);
  return { widthMm, heightMm, pixelsPerMm, columns, rows, coverage: new Float32Array(columns * rows) };
}

/**
 * Inks an outline (mm) by the nonzero winding rule. Ink that is there already stays; parts outside the canvas
 * are cut off.
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

/** Lists every side of every contour except the horizontal ones, which no sampling line crosses. */
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

/** A point in millimetres: x to the right, y down, from the top left of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A closed polygon; the last point joins the first. */
export type Contour = readonly Point[];

/** Contours that are filled together by the nonzero winding rule. */
export type Outline = readonly Contour[];

/** The place of a letter's em square: its centre, its size and its turn. */
interface Placement {
  readonly centre: Point;
  /** The width of one em, mm; if it is narrower than the height, the letter is condensed. */
  readonly emWidth: number;
  readonly emHeight: number;
  /** The clockwise turn about the centre, radians; 0 is upright. */
  readonly turn: number;
}

/** Moves an outline, given in ems about its centre, to its place in the picture. */
export function placeOutline(outline: Outline, { centre, emWidth, emHeight, turn }: Placement): Outline {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return outline.map((contour) =>
    contour.map((point) => {
      const x = point.x * emWidth;
      const y = point.y * emHeight;
      return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
    }),
  );
}

/** The segments of a full ellipse: the chord error at 20 mm is below 1 µm. */
const ELLIPSE_SEGMENTS = 720;

const STAR_POINTS = 5;

/** The ratio of inner to outer radius in a regular five-pointed star, sin 18° / sin 54°. */
const STAR_INNER_RATIO = Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10);

function ellipse(centre: Point, radiusX: number, radiusY: number): Contour {
  return Array.from({ length: ELLIPSE_SEGMENTS }, (_, index) => {
    const angle = (2 * Math.PI * index) / ELLIPSE_SEGMENTS;
    return { x: centre.x + radiusX * Math.sin(angle), y: centre.y - radiusY * Math.cos(angle) };
  });
}

/** Makes a ring of even thickness (mm) inside the ellipse of the given radii. */
export function ellipseRing(centre: Point, radiusX: number, radiusY: number, thickness: number): Outline {
  const inner = ellipse(centre, radiusX - thickness, radiusY - thickness);
  return [ellipse(centre, radiusX, radiusY), [...inner].reverse()];
}

/** Makes a five-pointed star that stands on two points; the radius reaches its tips. */
export function star(centre: Point, radius: number): Outline {
  const corners = Array.from({ length: 2 * STAR_POINTS }, (_, index) => {
    const angle = (Math.PI * index) / STAR_POINTS;
    const reach = index % 2 === 0 ? radius : radius * STAR_INNER_RATIO;
    return { x: centre.x + reach * Math.sin(angle), y: centre.y - reach * Math.cos(angle) };
  });
  return [corners];
}

/** Makes a rectangle from its top left corner and its size, mm. */
export function rectangle(left: number, top: number, width: number, height: number): Outline {
  const right = left + width;
  const bottom = top + height;
  return [
    [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ],
  ];
}
