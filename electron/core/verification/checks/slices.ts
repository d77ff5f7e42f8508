import type { ShownPlace } from '../../pdf/appearance/shown-place.ts';
import type { Cut } from '../../signing/straddle.ts';

/** Numbers in files are rounded to a millionth of a unit; nobody sees a twentieth of a millimetre. */
const TOLERANCE_MM = 0.05;

/** What a place shows of its picture: all of it, a slice across one axis, or a part that is cut off in both. */
export type ShownCut = Cut | 'whole' | 'corner';

/** Finds which part of its picture a place shows. */
export function cutOf({ whole, seen }: Pick<ShownPlace, 'whole' | 'seen'>): ShownCut {
  const across = whole.widthMm - seen.widthMm > TOLERANCE_MM;
  const along = whole.heightMm - seen.heightMm > TOLERANCE_MM;
  if (!across && !along) return 'whole';
  if (across && along) return 'corner';
  const [start, length, size] = across
    ? [seen.xMm - whole.xMm, seen.widthMm, whole.widthMm]
    : [seen.yMm - whole.yMm, seen.heightMm, whole.heightMm];
  return { axis: across ? 'x' : 'y', from: start / size, to: (start + length) / size };
}

/** Where a page shows something. */
interface PlaceOnPage extends Pick<ShownPlace, 'seen'> {
  readonly geometry: Pick<ShownPlace['geometry'], 'widthMm' | 'heightMm'>;
}

/** Tells whether a slice touches an edge of the page that it is cut along. */
export function isAtEdge({ geometry, seen }: PlaceOnPage, { axis }: Cut): boolean {
  const [start, length, page] =
    axis === 'x' ? [seen.xMm, seen.widthMm, geometry.widthMm] : [seen.yMm, seen.heightMm, geometry.heightMm];
  return start <= TOLERANCE_MM || start + length >= page - TOLERANCE_MM;
}

/** Parts of a picture that differ by less are equal; the smallest seal has some ten millimetres. */
const TOLERANCE = 0.005;

/**
 * Finds a slice that does not go on where the one before it ended. Slices that follow each other make whole pictures,
 * each from one end to the other, in either direction.
 * @returns its index; null if all make whole pictures
 */
export function brokenRun(cuts: readonly ShownCut[]): number | null {
  let open: Run | null = null;
  for (const [at, cut] of cuts.entries()) {
    if (cut === 'corner') return at;
    if (cut === 'whole') {
      if (open !== null) return at;
      continue;
    }
    const run: Run | null = open ?? beginning(cut);
    if (run === null || run.axis !== cut.axis) return at;
    const [start, end]: readonly [number, number] = run.isForwards ? [cut.from, cut.to] : [cut.to, cut.from];
    if (!near(start, run.reached)) return at;
    open = near(end, run.isForwards ? 1 : 0) ? null : { ...run, reached: end };
  }
  return open === null ? null : cuts.length - 1;
}

interface Run {
  readonly axis: Cut['axis'];
  readonly isForwards: boolean;
  readonly reached: number;
}

function beginning({ axis, from, to }: Cut): Run | null {
  if (near(from, 0)) return { axis, isForwards: true, reached: 0 };
  return near(to, 1) ? { axis, isForwards: false, reached: 1 } : null;
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCE;
}
