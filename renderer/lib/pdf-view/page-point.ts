import type { SeenArea } from '../../../electron/shared/model/document-details.ts';

/** The length of a PDF's point, 1/72 inch. */
const MM_PER_POINT = 25.4 / 72;

/** A point on a page as seen, in millimetres from its top left. */
export interface PagePoint {
  /** Zero-based */
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** The pages as the person sees them now. */
export interface PageSight {
  /** Returns the middle of what is in sight; null before the pages are shown. */
  readonly middle: () => PagePoint | null;
  /** Brings a point in sight. */
  readonly bring: (point: PagePoint) => void;
}

/** The position of a page in the scrolled content, in CSS pixels, and its scale. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMm: number;
}

/** Returns the scale of a page that is `pixels` wide on screen and `points` wide in the document. */
export function pixelsPerMm(pixels: number, points: number): number {
  return pixels / (points * MM_PER_POINT);
}

/** Returns the nearest centre to (xMm, yMm) at which something of this size lies wholly on the page. */
export function clampToPage(
  point: PagePoint,
  size: { readonly widthMm: number; readonly heightMm: number },
  page: { readonly widthMm: number; readonly heightMm: number },
): PagePoint {
  return {
    page: point.page,
    xMm: clampCentre(point.xMm, size.widthMm, page.widthMm),
    yMm: clampCentre(point.yMm, size.heightMm, page.heightMm),
  };
}

/**
 * Rounds to tenths of a millimetre towards the inside, so that rounding never pushes an edge off the page.
 */
function clampCentre(centre: number, extent: number, available: number): number {
  const least = Math.ceil((extent / 2) * 10) / 10;
  const most = Math.floor((available - extent / 2) * 10) / 10;
  return least > most ? toTenth(available / 2) : Math.min(most, Math.max(least, toTenth(centre)));
}

/** Rounds to tenths of a millimetre. */
export function toTenth(millimetres: number): number {
  return Math.round(millimetres * 10) / 10;
}

/** Returns the centre of an area of a page. */
export function centreOf({ xMm, yMm, widthMm, heightMm }: SeenArea): Omit<PagePoint, 'page'> {
  return { xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
}

/** Returns the area that something of a size covers around a centre. */
export function areaAround(
  { xMm, yMm }: Omit<PagePoint, 'page'>,
  { widthMm, heightMm }: Pick<SeenArea, 'widthMm' | 'heightMm'>,
): SeenArea {
  return { xMm: xMm - widthMm / 2, yMm: yMm - heightMm / 2, widthMm, heightMm };
}

/**
 * Returns the part of an area that lies on its page, in CSS pixels of the scrolled content; null if none does. A file may
 * state any numbers, and none may reach beyond the page.
 */
export function frameOnPage(
  { xMm, yMm, widthMm, heightMm }: SeenArea,
  { left, top, width, height, pixelsPerMm }: PageBox,
): Omit<PageBox, 'pixelsPerMm'> | null {
  const across = overlap(xMm * pixelsPerMm, widthMm * pixelsPerMm, width);
  const down = overlap(yMm * pixelsPerMm, heightMm * pixelsPerMm, height);
  if (across === null || down === null) return null;
  return { left: left + across.start, top: top + down.start, width: across.length, height: down.length };
}

/** Returns what a stretch has in common with [0, available]. */
function overlap(
  start: number,
  length: number,
  available: number,
): { readonly start: number; readonly length: number } | null {
  const [from, to] = [Math.max(0, start), Math.min(available, start + length)];
  return to > from ? { start: from, length: to - from } : null;
}
