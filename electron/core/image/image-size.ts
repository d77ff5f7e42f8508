import { PICTURE_BUDGET } from '../budgets.ts';

/** Holds a picture's pixels in rows from the top: red, green, blue and opacity (not premultiplied), a byte each. */
export interface RasterPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** The pixels of a picture as a PDF has them (ISO 32000-2 §8.9.5). */
interface PicturePlanes {
  /** Red, green and blue, a byte each. */
  readonly colours: Uint8Array;
  /** A byte for each pixel; null for a picture that is opaque. */
  readonly opacity: Uint8Array | null;
}

/** Splits pixels into colours and opacity. */
export function planesOf({ width, height, rgba }: RasterPicture): PicturePlanes {
  const pixels = width * height;
  const colours = new Uint8Array(pixels * 3);
  const opacity = new Uint8Array(pixels);
  let isOpaque = true;
  for (let at = 0, from = 0, to = 0; at < pixels; at += 1, from += 4, to += 3) {
    colours[to] = rgba[from] ?? 0;
    colours[to + 1] = rgba[from + 1] ?? 0;
    colours[to + 2] = rgba[from + 2] ?? 0;
    const value = rgba[from + 3] ?? 255;
    opacity[at] = value;
    if (value !== 255) isOpaque = false;
  }
  return { colours, opacity: isOpaque ? null : opacity };
}

/** Says that a picture is damaged, of an unsupported kind or too large. Each caller has an error code of its own. */
export class ImageRefusedError extends Error {
  /** The size in pixels, if the picture is only too large; otherwise null. */
  readonly tooLarge: { readonly width: number; readonly height: number } | null;

  constructor(message: string, tooLarge: ImageRefusedError['tooLarge'] = null) {
    super(message);
    this.name = 'ImageRefusedError';
    this.tooLarge = tooLarge;
  }
}

/**
 * Refuses a picture without area and one that is too large to unpack.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError
 */
export function expectImageSize(
  width: number,
  height: number,
  mostPixels: number = PICTURE_BUDGET.pixels,
): void {
  if (!(width > 0 && height > 0)) throw new ImageRefusedError('picture without area');
  if (width * height <= mostPixels) return;
  throw new ImageRefusedError(`${String(width)} × ${String(height)} pixels`, { width, height });
}
