/** A point of a stroke, in pixels of the frame that is signed in. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly StrokePoint[];

/** The part of a picture that is kept, in pixels. */
export interface PixelArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the area that strokes cover, with room for half a line around them; null for none.
 * @param lineWidth in pixels
 */
export function strokeArea(strokes: readonly Stroke[], lineWidth: number): PixelArea | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const left = Math.floor(Math.min(...xs) - lineWidth);
  const top = Math.floor(Math.min(...ys) - lineWidth);
  const width = Math.ceil(Math.max(...xs) + lineWidth) - left;
  const height = Math.ceil(Math.max(...ys) + lineWidth) - top;
  return { left, top, width, height };
}

/** The brightness of this share of the pixels is that of the paper: ink covers little of it. */
const PAPER_SHARE = 0.9;
/** Brighter than this share of the paper is paper, darker than the second ink; between them the edge of a line. */
const [PAPER_FROM, INK_TO] = [0.85, 0.6] as const;
const OPAQUE = 255;

/**
 * Makes the paper of a photographed or scanned signature transparent, so that it hides nothing of the page. A picture
 * that is transparent somewhere stays as it is.
 * @param rgba the pixels, which are changed
 */
export function clearPaper(rgba: Uint8ClampedArray): void {
  const counts = new Uint32Array(OPAQUE + 1);
  for (let at = 0; at < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) < OPAQUE) return;
    const brightness = brightnessAt(rgba, at);
    counts[brightness] = (counts[brightness] ?? 0) + 1;
  }
  const paper = brightnessOfShare(counts, (rgba.length / 4) * PAPER_SHARE);
  const [from, to] = [paper * PAPER_FROM, paper * INK_TO];
  for (let at = 0; at < rgba.length; at += 4) {
    const ink = (from - brightnessAt(rgba, at)) / Math.max(1, from - to);
    rgba[at + 3] = Math.min(1, Math.max(0, ink)) * OPAQUE;
  }
}

/** ITU-R BT.601 */
function brightnessAt(rgba: Uint8ClampedArray, at: number): number {
  return Math.round(0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0));
}

function brightnessOfShare(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (const [brightness, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return brightness;
  }
  return OPAQUE;
}

/** What is fainter is not seen. */
const SEEN_FROM = 32;

/** Returns the area in which a picture shows anything; null for a blank one. @param width in pixels */
export function seenArea(rgba: Uint8ClampedArray, width: number): PixelArea | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let at = 3; at < rgba.length; at += 4) {
    if ((rgba[at] ?? 0) < SEEN_FROM) continue;
    const pixel = (at - 3) / 4;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
