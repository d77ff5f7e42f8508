import type { SeenArea } from '../../../../electron/shared/model/document-details.ts';
import type { PageSize } from '../../../../electron/shared/model/sealing.ts';

/** A line of a page that a seal lines up with when it comes near. */
export interface SnapLine {
  /** `x` is an upright line at millimetres from the left, `y` a level one from the top. */
  readonly axis: 'x' | 'y';
  readonly atMm: number;
  /** What lines up with it: the seal's centre, or its nearer or farther side. */
  readonly takes: 'centre' | 'sides';
  /** True for one of many, such as a line of text: it has to be twice as near. */
  readonly isWeak?: boolean;
}

interface Snapped {
  readonly xMm: number;
  readonly yMm: number;
  /** The lines that it lies on now. */
  readonly lines: readonly SnapLine[];
}

/** Binding margins of office documents (GB/T 9704: 28 mm left, 26 mm right; most word processors 25.4 mm). */
const MARGIN_MM = 25;

/** Returns the lines of a page itself: its centre and its margins. */
export function pageLines({ widthMm, heightMm }: PageSize): readonly SnapLine[] {
  return [
    { axis: 'x', atMm: widthMm / 2, takes: 'centre' },
    { axis: 'y', atMm: heightMm / 2, takes: 'centre' },
    { axis: 'x', atMm: MARGIN_MM, takes: 'sides' },
    { axis: 'x', atMm: widthMm - MARGIN_MM, takes: 'sides' },
    { axis: 'y', atMm: MARGIN_MM, takes: 'sides' },
    { axis: 'y', atMm: heightMm - MARGIN_MM, takes: 'sides' },
  ];
}

/** Returns the lines of something on a page, such as another seal: centre to centre, side to side. */
export function areaLines({ xMm, yMm, widthMm, heightMm }: SeenArea): readonly SnapLine[] {
  return [
    { axis: 'x', atMm: xMm + widthMm / 2, takes: 'centre' },
    { axis: 'y', atMm: yMm + heightMm / 2, takes: 'centre' },
    { axis: 'x', atMm: xMm, takes: 'sides' },
    { axis: 'x', atMm: xMm + widthMm, takes: 'sides' },
    { axis: 'y', atMm: yMm, takes: 'sides' },
    { axis: 'y', atMm: yMm + heightMm, takes: 'sides' },
  ];
}

/**
 * Lines a seal up with the nearest line of each axis.
 * @param centre of the seal; @param reachMm how near a line has to be
 */
export function snapped(
  centre: { readonly xMm: number; readonly yMm: number },
  size: { readonly widthMm: number; readonly heightMm: number },
  lines: readonly SnapLine[],
  reachMm: number,
): Snapped {
  const across = nearest(centre.xMm, size.widthMm, lines, 'x', reachMm);
  const down = nearest(centre.yMm, size.heightMm, lines, 'y', reachMm);
  return {
    xMm: centre.xMm + (across?.by ?? 0),
    yMm: centre.yMm + (down?.by ?? 0),
    lines: [across, down].flatMap((found) => (found === null ? [] : [found.line])),
  };
}

interface Nearest {
  readonly line: SnapLine;
  readonly by: number;
}

function nearest(
  centre: number,
  extent: number,
  lines: readonly SnapLine[],
  axis: SnapLine['axis'],
  reach: number,
): Nearest | null {
  let best: Nearest | null = null;
  for (const line of lines) {
    if (line.axis !== axis) continue;
    const parts = line.takes === 'centre' ? [centre] : [centre - extent / 2, centre + extent / 2];
    for (const part of parts) {
      const by = line.atMm - part;
      const far = line.isWeak === true ? reach / 2 : reach;
      if (Math.abs(by) <= far && (best === null || Math.abs(by) < Math.abs(best.by))) best = { line, by };
    }
  }
  return best;
}
