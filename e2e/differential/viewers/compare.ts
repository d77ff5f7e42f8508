import { DOTS_PER_INCH, type Drawing, type DrawnPage } from './drawing.ts';
import type { Drawings } from './four-viewers.ts';

/** An area that may look different: a zero-based page, and millimetres from its top left as a person sees it. */
export interface NamedArea {
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What a viewer shows differently. */
export interface Difference {
  readonly viewer: string;
  /** Zero-based; null if the number of pages differs, or if the viewer shows only one of both. */
  readonly page: number | null;
  /** Pixels that differ outside of the named areas; all of the page if its size differs. */
  readonly pixels: number;
}

const PIXELS_PER_MM = DOTS_PER_INCH / 25.4;
/** Pixels around a named area that it may touch. */
const MARGIN = 2;

/** Lists what the viewers show differently in two versions of a document, outside of some areas. */
export function differencesOf(before: Drawings, after: Drawings, named: readonly NamedArea[]): Difference[] {
  return [...before].flatMap(([viewer, drawing]) => {
    const other = after.get(viewer);
    if (other === undefined) throw new Error(`${viewer} drew only one version`);
    return differencesIn(viewer, drawing, other, named);
  });
}

function differencesIn(
  viewer: string,
  before: Drawing,
  after: Drawing,
  named: readonly NamedArea[],
): Difference[] {
  if ('refused' in before || 'refused' in after) {
    return 'refused' in before && 'refused' in after ? [] : [{ viewer, page: null, pixels: 0 }];
  }
  if (before.pageCount !== after.pageCount) return [{ viewer, page: null, pixels: 0 }];
  return before.pages.flatMap((page, index) => {
    const other = after.pages[index];
    if (other === undefined) return [];
    const areas = named.filter((area) => area.page === index).map(inPixels);
    const pixels = changedPixels(page, other, areas);
    return pixels === 0 ? [] : [{ viewer, page: index, pixels }];
  });
}

interface PixelArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function inPixels({ xMm, yMm, widthMm, heightMm }: NamedArea): PixelArea {
  return {
    left: Math.floor(xMm * PIXELS_PER_MM) - MARGIN,
    top: Math.floor(yMm * PIXELS_PER_MM) - MARGIN,
    right: Math.ceil((xMm + widthMm) * PIXELS_PER_MM) + MARGIN,
    bottom: Math.ceil((yMm + heightMm) * PIXELS_PER_MM) + MARGIN,
  };
}

function changedPixels(before: DrawnPage, after: DrawnPage, areas: readonly PixelArea[]): number {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return width * height;
  if (Buffer.compare(before.rgb, after.rgb) === 0) return 0;
  let changed = 0;
  for (let at = 0; at < before.rgb.length; at += 3) {
    const isSame =
      before.rgb[at] === after.rgb[at] &&
      before.rgb[at + 1] === after.rgb[at + 1] &&
      before.rgb[at + 2] === after.rgb[at + 2];
    if (isSame) continue;
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    const isNamed = areas.some(
      ({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom,
    );
    if (!isNamed) changed += 1;
  }
  return changed;
}
