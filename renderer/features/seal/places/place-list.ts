import type { PageRange } from '../../../../electron/shared/page-range.ts';
import type { PageSize } from '../../../../electron/shared/model/sealing.ts';
import { clampToPage, type PagePoint } from '../../../lib/pdf-view/page-point.ts';
import { besideMovedTo, isBeside } from './beside/beside-rows.ts';
import {
  firstPoint,
  isAcross,
  isSameSeal,
  movedTo,
  type PlaceRow,
  pagesOf,
  type PointRule,
  pointRule,
  type RowRule,
  type SealChoice,
  withSeal,
} from './place-rows.ts';

/** What undo and redo go through: the chosen seal, the list of its places (盖章清单), and the row in hand. */
export interface PlaceList {
  /** Null before a seal is chosen. */
  readonly choice: SealChoice | null;
  readonly rows: readonly PlaceRow[];
  /** The id of the row that keys and the editor act on; null for none. */
  readonly selected: number | null;
}

export const EMPTY_LIST: PlaceList = { choice: null, rows: [], selected: null };

/** Chooses a seal, which takes over all places of the one that was chosen before, as far as it fits. */
export function chosen(list: PlaceList, choice: SealChoice, pages: readonly PageSize[]): PlaceList {
  const before = list.choice;
  const rows = list.rows.map((row) => (isSameSeal(before, row.seal) ? withSeal(row, choice, pages) : row));
  return { ...list, choice, rows };
}

/** Chooses one more seal: the places of those before stay theirs. */
export function chosenBeside(list: PlaceList, choice: SealChoice): PlaceList {
  return { ...list, choice, selected: null };
}

/**
 * Adds a row for the chosen seal. One signature fills one field, so another field takes the place of the first.
 * @param id unused so far
 */
export function added(list: PlaceList, id: number, rule: RowRule): PlaceList {
  if (list.choice === null) return list;
  const { choice } = list;
  const isOtherField = (row: PlaceRow): boolean => row.rule.kind === 'field' && isSameSeal(choice, row.seal);
  const kept = rule.kind === 'field' ? list.rows.filter((row) => !isOtherField(row)) : list.rows;
  return { ...list, rows: [...kept, { id, seal: choice, rule }], selected: id };
}

/** Adds a row at a point of a page, so that the seal lies wholly on it. */
export function addedAt(
  list: PlaceList,
  id: number,
  point: PagePoint,
  pages: readonly PageSize[],
): PlaceList {
  const page = pages[point.page];
  if (list.choice === null || page === undefined) return list;
  return added(list, id, movedTo(pointRule(point), point, list.choice, page));
}

/** Gives a row another rule. @returns the list as it was if the rule says the same */
export function changed(list: PlaceList, id: number, rule: RowRule): PlaceList {
  const former = list.rows.find((row) => row.id === id)?.rule;
  if (former === undefined || isSameRule(former, rule)) return list;
  return { ...list, rows: list.rows.map((row) => (row.id === id ? { ...row, rule } : row)) };
}

/** Moves a row to a point: a seal across edges only along them, and what is in a field or at a keyword not at all. */
export function moved(list: PlaceList, id: number, to: PagePoint, pages: readonly PageSize[]): PlaceList {
  const row = list.rows.find((each) => each.id === id);
  const page = pages[to.page];
  if (row === undefined || page === undefined) return list;
  if (row.rule.kind === 'field' || row.rule.kind === 'keyword') return list;
  const { rule, seal } = row;
  if (isBeside(rule)) return changed(list, id, besideMovedTo(rule, to, page));
  if (rule.kind === 'point') return changed(list, id, movedTo(rule, to, seal, page));
  const isUpright = isAcross(rule.edge);
  const { xMm, yMm } = clampToPage(to, seal, page);
  return changed(list, id, { ...rule, alongMm: isUpright ? yMm : xMm });
}

/** Moves a row's seal by millimetres, on the first page of its range; at a keyword, from its words. */
export function nudged(
  list: PlaceList,
  id: number,
  by: { readonly xMm: number; readonly yMm: number },
  pages: readonly PageSize[],
): PlaceList {
  const row = list.rows.find((each) => each.id === id);
  if (row?.rule.kind === 'keyword') {
    const { dxMm, dyMm } = row.rule;
    return changed(list, id, { ...row.rule, dxMm: dxMm + by.xMm, dyMm: dyMm + by.yMm });
  }
  if (row !== undefined && isBeside(row.rule) && row.rule.where.kind === 'keyword') {
    const { where } = row.rule;
    const moved = { ...where, dxMm: where.dxMm + by.xMm, dyMm: where.dyMm + by.yMm };
    return changed(list, id, { ...row.rule, where: moved });
  }
  const from = row === undefined ? null : firstPoint([row], { pages, fields: [] });
  if (from === null) return list;
  return moved(list, id, { page: from.page, xMm: from.xMm + by.xMm, yMm: from.yMm + by.yMm }, pages);
}

/** Removes a row; the next one is then in hand, else the one before. */
export function removed(list: PlaceList, id: number): PlaceList {
  const at = list.rows.findIndex((row) => row.id === id);
  const rows = list.rows.filter((row) => row.id !== id);
  if (list.selected !== id) return { ...list, rows };
  return { ...list, rows, selected: (rows[at] ?? rows.at(-1))?.id ?? null };
}

/**
 * Puts a row's point on further pages as a row of its own, without those that it has.
 * @returns the list as it was if the range has no other page
 */
export function copied(
  list: PlaceList,
  from: { readonly id: number; readonly newId: number },
  range: PageRange,
  count: number,
): PlaceList {
  const row = list.rows.find((each) => each.id === from.id);
  if (row?.rule.kind !== 'point') return list;
  const own = new Set(pagesOf(row, count));
  const others = pagesOf({ ...row, rule: { ...row.rule, pages: range } }, count).filter(
    (page) => !own.has(page),
  );
  if (others.length === 0) return list;
  const rule: PointRule = { ...row.rule, pages: spansOf(others) };
  const at = list.rows.indexOf(row) + 1;
  const rows = [...list.rows.slice(0, at), { ...row, id: from.newId, rule }, ...list.rows.slice(at)];
  return { ...list, rows, selected: from.newId };
}

/** Tells whether two rules say the same. A picture is never changed, only replaced. */
function isSameRule(one: RowRule, other: RowRule): boolean {
  const [picture, otherPicture] = [one, other].map((rule) =>
    rule.kind === 'handwriting' ? rule.picture : null,
  );
  return picture === otherPicture && wordsOf(one) === wordsOf(other);
}

function wordsOf(rule: RowRule): string {
  return JSON.stringify(rule.kind === 'handwriting' ? { ...rule, picture: null } : rule);
}

function spansOf(pages: readonly number[]): PageRange {
  const spans: { kind: 'span'; from: number; to: number }[] = [];
  for (const page of pages) {
    const last = spans.at(-1);
    if (last?.to === page) last.to = page + 1;
    else spans.push({ kind: 'span', from: page + 1, to: page + 1 });
  }
  return spans;
}
