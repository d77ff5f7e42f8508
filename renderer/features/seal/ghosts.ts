import type { SeenArea } from '../../../electron/shared/model/document-details.ts';
import type { EmptyField } from '../../../electron/shared/model/seal-places.ts';
import { areaAround, centreOf } from '../../lib/pdf-view/page-point.ts';
import { type PlaceRow, pagesOf } from './place-rows.ts';
import type { RowPlan } from './plan-store.ts';

/** A seal, or its slice, as it would be seen on a page. */
export interface Ghost {
  readonly row: PlaceRow;
  /** By index from 0. */
  readonly page: number;
  /** What is seen of it. */
  readonly seen: SeenArea;
  /** What the whole seal would cover. */
  readonly whole: SeenArea;
}

/** What ghosts are drawn from. */
interface Drawn {
  /** The number of pages of the document. */
  readonly pages: number;
  readonly fields: readonly EmptyField[];
  /** By the id of the row; only slices need it. */
  readonly plans: ReadonlyMap<number, RowPlan>;
}

/**
 * Returns the ghosts of a row on the pages between two. Points and fields are drawn at once, so that they follow the
 * hand; slices as they were worked out last.
 * @param from the first page, by index from 0; @param to the last one
 */
export function ghostsOf(
  row: PlaceRow,
  { pages, fields, plans }: Drawn,
  from: number,
  to: number,
): readonly Ghost[] {
  const isInSight = (page: number): boolean => page >= from && page <= to;
  const { rule, seal } = row;
  if (rule.kind === 'point') {
    const whole = areaAround(rule, seal);
    const inSight = pagesOf(row, pages).filter(isInSight);
    return inSight.map((page) => ({ row, page, seen: whole, whole }));
  }
  if (rule.kind === 'field') {
    const place = fields.find(({ name }) => name === rule.name)?.place ?? null;
    if (place === null || !isInSight(place.page)) return [];
    const whole = areaAround(centreOf(place), seal);
    return [{ row, page: place.page, seen: whole, whole }];
  }
  const places = plans.get(row.id)?.places ?? [];
  return places
    .filter(({ page }) => isInSight(page - 1))
    .map(({ page, whole, xMm, yMm, widthMm, heightMm }) => ({
      ...{ row, page: page - 1, whole },
      seen: { xMm, yMm, widthMm, heightMm },
    }));
}
