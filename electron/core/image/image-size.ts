import { PICTURE_BUDGET } from '../budgets.ts';

/** Holds a picture's pixels in rows from the top: red, green, blue and opacity (not premultiplied), a byte each. */
export interface RasterPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
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
