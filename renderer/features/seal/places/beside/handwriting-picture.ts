import { MOST_HANDWRITING_BYTES } from '../../../../../electron/shared/model/seal-places.ts';
import type { DrawnSignature } from './beside-rows.ts';
import { clearPaper, type PixelArea, seenArea, type Stroke, strokeArea } from './handwriting.ts';

/** The frame that is signed in, in pixels; on the screen it is as wide as the panel. */
export const PAD = { width: 800, height: 360, lineWidth: 7 } as const;
/** Ink on paper: black, so that a copy shows it. */
const INK = '#111111';

/** Sides of a picture, in pixels, from the first that is small enough: 35 mm of a page need no more. */
const SIDES = [1000, 700, 400] as const;

/** Draws strokes as a pen does, with round ends. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.lineWidth = PAD.lineWidth;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = INK;
  for (const stroke of strokes) {
    const [first, ...more] = stroke;
    if (first === undefined) continue;
    context.beginPath();
    context.moveTo(first.x, first.y);
    // A point alone is a dot.
    if (more.length === 0) context.lineTo(first.x, first.y);
    for (const [at, { x, y }] of more.entries()) {
      const next = more[at + 1] ?? { x, y };
      context.quadraticCurveTo(x, y, (x + next.x) / 2, (y + next.y) / 2);
    }
    context.stroke();
  }
}

/** Makes a picture of strokes, no larger than they are. @returns null for none */
export async function pictureOfStrokes(strokes: readonly Stroke[]): Promise<DrawnSignature | null> {
  const area = strokeArea(strokes, PAD.lineWidth);
  if (area === null) return null;
  const context = contextOf(area.width, area.height);
  context.translate(-area.left, -area.top);
  drawStrokes(context, strokes);
  return asPng(context);
}

/**
 * Reads the picture of a signature from a file: without the paper that it was written on, and without its margins.
 * @returns null for a file that is no picture, and for a blank one
 */
export async function pictureOfFile(file: Blob): Promise<DrawnSignature | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  for (const side of SIDES) {
    const drawn = await withoutPaper(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)));
    if (drawn === null || drawn.picture.length <= MOST_HANDWRITING_BYTES) return drawn;
  }
  return null;
}

async function withoutPaper(bitmap: ImageBitmap, scale: number): Promise<DrawnSignature | null> {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = contextOf(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  clearPaper(pixels.data);
  const area = seenArea(pixels.data, width);
  if (area === null) return null;
  context.putImageData(pixels, 0, 0);
  return asPng(cut(context, area));
}

function cut(
  from: CanvasRenderingContext2D,
  { left, top, width, height }: PixelArea,
): CanvasRenderingContext2D {
  const context = contextOf(width, height);
  context.drawImage(from.canvas, left, top, width, height, 0, 0, width, height);
  return context;
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  if (context === null) throw new Error('no canvas');
  return context;
}

async function asPng({ canvas }: CanvasRenderingContext2D): Promise<DrawnSignature | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return null;
  const { width, height } = canvas;
  return { picture: new Uint8Array(await blob.arrayBuffer()), width, height };
}
