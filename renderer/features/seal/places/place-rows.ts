import type { PlaceRule, SealTarget } from '../../../../electron/wire/window/fields.ts';
import { onePage, pagesIn, singlePage } from '../../../../electron/shared/page-range.ts';
import type { EmptyField } from '../../../../electron/shared/model/seal-places.ts';
import type { PageSize } from '../../../../electron/shared/model/sealing.ts';
import type { SealInfo } from '../../../../electron/shared/model/token.ts';
import { centreOf, clampToPage, type PagePoint } from '../../../lib/pdf-view/page-point.ts';
import { type BesideRule, isBeside } from './beside/beside-rows.ts';

/** The chosen seal with its true size. */
export interface SealChoice {
  readonly tokenSerial: string;
  readonly esId: string;
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export type PointRule = Extract<PlaceRule, { readonly kind: 'point' }>;
export type KeywordRule = Extract<PlaceRule, { readonly kind: 'keyword' }>;
export type StraddleRule = Extract<PlaceRule, { readonly kind: 'straddle' }>;

/** Where a row of the list (盖章清单) puts its seal, or what it puts beside it. */
export type RowRule = PlaceRule | { readonly kind: 'field'; readonly name: string } | BesideRule;

/** A row of the list: a seal, and a rule by which it is placed. */
export interface PlaceRow {
  /** Never used twice while a document is open. */
  readonly id: number;
  readonly seal: SealChoice;
  readonly rule: RowRule;
}

/** Slices thinner than this are hard to recognise. */
const MINIMUM_MM = 2;

/** A seal across the right edges of all pages, in equal slices. */
export const STRADDLE_ALL: StraddleRule = {
  kind: 'straddle',
  edge: 'right',
  pages: [{ kind: 'all' }],
  alongMm: null,
  firstShare: null,
  minimumMm: MINIMUM_MM,
  group: null,
  facing: false,
};

/** A seal on the first words that mark a place to seal. @param text the words */
export function keywordRule(text: string): KeywordRule {
  return {
    ...{ kind: 'keyword', pages: [{ kind: 'all' }], keyword: { text, isPattern: false } },
    ...{ which: 1, each: 'document', dxMm: 0, dyMm: 0 },
  };
}

/** A point of one page. */
export function pointRule({ page, xMm, yMm }: PagePoint): PointRule {
  return { kind: 'point', pages: onePage(page), xMm, yMm };
}

/** Returns the rules of places that were approved or stored, the field's first. */
export function rulesOf(target: SealTarget): readonly RowRule[] {
  if (target.kind === 'field') return [target];
  if (target.kind === 'place') return [pointRule(target)];
  const { field, places, beside = [] } = target;
  const inField = field === null ? [] : [{ kind: 'field', name: field } as const];
  return [...inField, ...places, ...beside];
}

/** What a seal is known by: its key and its id. */
export type SealKey = Pick<SealChoice, 'tokenSerial' | 'esId'>;

/** Tells whether two are one seal on one key. */
export function isSameSeal(one: SealKey | null, other: SealKey): boolean {
  return one?.tokenSerial === other.tokenSerial && one.esId === other.esId;
}

/** Returns a seal of a key as it is chosen. */
export function choiceOf({ tokenSerial, esId, name, widthMm, heightMm }: SealInfo): SealChoice {
  return { tokenSerial, esId, name, widthMm, heightMm };
}

/** A seal of the list with its rows. */
interface SealRows {
  readonly seal: SealChoice;
  readonly rows: readonly PlaceRow[];
}

/** Groups rows by their seals, in the order of the list. */
export function bySeal(rows: readonly PlaceRow[]): readonly SealRows[] {
  const seals = rows.map(({ seal }) => seal);
  const firsts = seals.filter((seal, at) => seals.findIndex((other) => isSameSeal(other, seal)) === at);
  return firsts.map((seal) => ({ seal, rows: rows.filter((row) => isSameSeal(row.seal, seal)) }));
}

/** Names a seal with the places of its rows, as sealing takes it. */
export function withPlaces({ seal: { tokenSerial, esId }, rows }: SealRows): SealWithPlaces {
  return { tokenSerial, esId, target: targetOf(rows) };
}

interface SealWithPlaces extends SealKey {
  readonly target: SealTarget;
}

/** Returns one seal for each key of the rows, in their order: its PIN is asked for once. */
export function keysOf(rows: readonly PlaceRow[]): readonly SealChoice[] {
  const seals = rows.map(({ seal }) => seal);
  return seals.filter(
    ({ tokenSerial }, at) => seals.findIndex((other) => other.tokenSerial === tokenSerial) === at,
  );
}

/** Returns the places of one seal as sealing takes them, and what stands beside it: one place where there is no more, else a list. */
export function targetOf(rows: readonly PlaceRow[]): SealTarget {
  const rules = rows.map(({ rule }) => rule);
  const [first, ...more] = rules;
  if (first?.kind === 'field' && more.length === 0) return first;
  if (first?.kind === 'point' && more.length === 0) {
    const page = singlePage(first.pages);
    if (page !== null) return { kind: 'place', page, xMm: first.xMm, yMm: first.yMm };
  }
  const field = rules.find((rule) => rule.kind === 'field')?.name ?? null;
  const beside = rules.filter(isBeside);
  const places = rules.filter((rule) => rule.kind !== 'field' && !isBeside(rule));
  return { kind: 'list', field, places, ...(beside.length === 0 ? {} : { beside }) };
}

/** Returns the row of each rule of {@link targetOf}, in its order, and that of the field or the one place. */
export function rowsInOrder(rows: readonly PlaceRow[]): {
  readonly rules: readonly PlaceRow[];
  readonly other: PlaceRow | null;
} {
  const target = targetOf(rows);
  if (target.kind !== 'list') return { rules: [], other: rows[0] ?? null };
  const other = rows.find(({ rule }) => rule.kind === 'field') ?? null;
  const places = rows.filter(({ rule }) => rule.kind !== 'field' && !isBeside(rule));
  return { rules: [...places, ...rows.filter(({ rule }) => isBeside(rule))], other };
}

/** Lists the pages of a row's range that the document has, by index from 0; none for a field. */
export function pagesOf({ rule }: PlaceRow, count: number): readonly number[] {
  return rule.kind === 'field' ? [] : pagesIn(rule.pages, count).pages;
}

/** Moves a rule's point to another, so that the seal lies wholly on that page. A rule of one page follows to another page. */
export function movedTo(rule: PointRule, to: PagePoint, seal: SealChoice, page: PageSize): PointRule {
  const { xMm, yMm } = clampToPage(to, seal, page);
  return { ...rule, xMm, yMm, ...(singlePage(rule.pages) === null ? {} : { pages: onePage(to.page) }) };
}

/** Gives a row another seal; a point moves as far as the other size needs on the first page of its range. */
export function withSeal(row: PlaceRow, seal: SealChoice, pages: readonly PageSize[]): PlaceRow {
  const { rule } = row;
  const [page] = pagesOf(row, pages.length);
  const size = page === undefined ? undefined : pages[page];
  if (rule.kind !== 'point' || page === undefined || size === undefined) return { ...row, seal };
  const { xMm, yMm } = clampToPage({ page, xMm: rule.xMm, yMm: rule.yMm }, seal, size);
  return { ...row, seal, rule: { ...rule, xMm, yMm } };
}

/** The document that rows are of. */
interface Sheets {
  readonly pages: readonly PageSize[];
  readonly fields: readonly EmptyField[];
}

/** Returns the point of a page at which the first row shows its first seal; null if the document has none, or only a search tells. */
export function firstPoint([row]: readonly PlaceRow[], { pages, fields }: Sheets): PagePoint | null {
  if (row === undefined) return null;
  const { rule } = row;
  if (rule.kind === 'keyword') return null;
  if (rule.kind === 'field') {
    const place = fields.find(({ name }) => name === rule.name)?.place;
    if (place === undefined || place === null) return null;
    return { page: place.page, ...centreOf(place) };
  }
  const [page] = pagesOf(row, pages.length);
  const size = page === undefined ? undefined : pages[page];
  if (page === undefined || size === undefined) return null;
  if (rule.kind === 'straddle') return { page, ...edgePoint(rule, size) };
  const point = rule.kind === 'point' ? rule : rule.where;
  return point.kind === 'point' ? { page, xMm: point.xMm, yMm: point.yMm } : null;
}

function edgePoint(
  { edge, alongMm }: StraddleRule,
  { widthMm, heightMm }: PageSize,
): Omit<PagePoint, 'page'> {
  const isUpright = isAcross(edge);
  if (isUpright) return { xMm: edge === 'left' ? 0 : widthMm, yMm: alongMm ?? heightMm / 2 };
  return { xMm: alongMm ?? widthMm / 2, yMm: edge === 'top' ? 0 : heightMm };
}

/** Tells whether an edge is the left or the right one, at which a seal is cut from top to bottom. */
export function isAcross(edge: StraddleRule['edge']): boolean {
  return edge === 'left' || edge === 'right';
}

/** Tells whether a rule names a point of its pages, so that it can be moved by hand. */
export function isAtPoint(rule: RowRule): rule is PointRule | BesideRule {
  return rule.kind === 'point' || (isBeside(rule) && rule.where.kind === 'point');
}

/** Returns the row for every document: a point of the last page means the last page of each. @param count of this one */
export function forEvery(row: PlaceRow, count: number): PlaceRow {
  const { rule } = row;
  if (!isAtPoint(rule) || singlePage(rule.pages) !== count - 1) return row;
  return { ...row, rule: { ...rule, pages: [{ kind: 'span', from: -1, to: -1 }] } };
}
