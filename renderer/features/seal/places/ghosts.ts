import type { SeenArea } from '../../../../electron/shared/model/document-details.ts';
import type { EmptyField } from '../../../../electron/shared/model/seal-places.ts';
import { areaAround, centreOf } from '../../../lib/pdf-view/page-point.ts';
import { type BesideRule, besideSize, isBeside } from './beside/beside-rows.ts';
import { type PlaceRow, pagesOf } from './place-rows.ts';
import type { RowPlan } from './plan-store.ts';

/** A seal, its slice, or what stands beside it, as it would be seen on a page. */
export interface Ghost {
  /** Unlike that of every other ghost, and the same whichever pages are in sight. */
  readonly key: string;
  readonly row: PlaceRow;
  /** By index from 0. */
  readonly page: number;
  /** What is seen of it. */
  readonly seen: SeenArea;
  /** What the whole seal would cover. */
  readonly whole: SeenArea;
  /** The text of a date or of a part of it, '' before it is known; null for a picture. */
  readonly date: string | null;
}

/** What ghosts are drawn from. */
interface Drawn {
  /** The number of pages of the document. */
  readonly pages: number;
  readonly fields: readonly EmptyField[];
  /** By the id of the row. */
  readonly plans: ReadonlyMap<number, RowPlan>;
}

/**
 * Returns the ghosts of a row on the pages between two. Points and fields are drawn at once, so that they follow the
 * hand; slices and what stands at words as they were worked out last.
 * @param from the first page, by index from 0; @param to the last one
 */
export function ghostsOf(row: PlaceRow, drawn: Drawn, from: number, to: number): readonly Ghost[] {
  const counts = new Map<number, number>();
  return areasOf(row, drawn)
    .filter(({ page }) => page >= from && page <= to)
    .map((area) => {
      // Counted by page: a number among the pages in sight would change with every page scrolled.
      const at = counts.get(area.page) ?? 0;
      counts.set(area.page, at + 1);
      return { key: `${row.id} ${area.page} ${at}`, row, date: null, ...area };
    });
}

type Area = Pick<Ghost, 'page' | 'seen' | 'whole'> & Partial<Pick<Ghost, 'date'>>;

function areasOf(row: PlaceRow, { pages, fields, plans }: Drawn): readonly Area[] {
  const { rule, seal } = row;
  const plan = plans.get(row.id);
  if (isBeside(rule)) return besideAreas(row, rule, pages, plan);
  if (rule.kind === 'point') {
    const whole = areaAround(rule, seal);
    return pagesOf(row, pages).map((page) => ({ page, seen: whole, whole }));
  }
  if (rule.kind === 'field') {
    const place = fields.find(({ name }) => name === rule.name)?.place ?? null;
    if (place === null) return [];
    const whole = areaAround(centreOf(place), seal);
    return [{ page: place.page, seen: whole, whole }];
  }
  return (plan?.places ?? []).map((place) => ({
    page: place.page - 1,
    whole: place.whole,
    seen: alone(place),
  }));
}

/** Returns the parts of a date, or the pictures. At a point a date is as large as it was worked out last. */
function besideAreas(
  row: PlaceRow,
  rule: BesideRule,
  pages: number,
  plan: RowPlan | undefined,
): readonly Area[] {
  const known = plan?.beside ?? [];
  if (rule.where.kind === 'keyword') {
    return known.map((place) => {
      const seen = alone(place);
      return { page: place.page - 1, seen, whole: seen, date: place.date };
    });
  }
  const [first] = known;
  const isDate = rule.kind === 'date';
  const seen = areaAround(rule.where, isDate && first !== undefined ? first : besideSize(rule));
  const date = isDate ? (first?.date ?? '') : null;
  return pagesOf(row, pages).map((page) => ({ page, seen, whole: seen, date }));
}

function alone({ xMm, yMm, widthMm, heightMm }: SeenArea): SeenArea {
  return { xMm, yMm, widthMm, heightMm };
}
