/** What a viewer shows of one page: three bytes a pixel, rows from the top. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** What a viewer shows of a document: its first pages, and how many there are; or that it cannot show it. */
export type Drawing =
  { readonly pageCount: number; readonly pages: readonly DrawnPage[] } | { readonly refused: true };

/** A program that people read documents with, or its library. */
export interface Viewer {
  readonly name: string;
  draw(pdf: Uint8Array): Promise<Drawing>;
}

/** Coarse enough to be fast; a forged figure of 12 points still covers some dozens of pixels. */
export const DOTS_PER_INCH = 48;
/** Points are 1/72 inch. */
export const SCALE = DOTS_PER_INCH / 72;
/** Pages of a document that are compared, beside the number of all. */
export const MOST_PAGES = 6;
/** A page of a size beyond this is not drawn: hostile files have pages of kilometres. */
export const MOST_PIXELS = 4_000_000;

export const REFUSED: Drawing = { refused: true };

/** Drops the fourth byte of each pixel. */
export function withoutAlpha(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
