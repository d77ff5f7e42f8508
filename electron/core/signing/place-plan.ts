import { CodedError, type AppError } from '../../shared/errors.ts';
import { type PageRange, pagesIn } from '../../shared/page-range.ts';
import type { KeywordHit } from '../page-text/keyword.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { pageGeometry, type SeenRectangle, toSeen, toUserSpace } from '../pdf/pages/page-geometry.ts';
import { pages } from '../pdf/pages/page-tree.ts';
import {
  centredAt,
  isOnPage,
  type PlaceList,
  type PointRule,
  type SealPlacement,
  type SealRequest,
} from './seal-request.ts';
import { chooseHits, type KeywordAnswers, type KeywordRule } from './keyword-places.ts';
import { type BesidePlacement, planBeside, type Sheet } from './plan-beside.ts';
import { axisOf, type Cut, type Edge, slicesOf, type StraddleRule } from './straddle.ts';

/** More places than any document of an office has pages. */
const MOST_PLACES = 20_000;

/** Something that keeps the seal from a place. */
export interface PlaceProblem {
  readonly error: AppError;
  /** By index from 0; null for a problem of no page that the document has. */
  readonly page: number | null;
  /** The rule of the list, by index from 0; null for the one place or the field. */
  readonly rule: number | null;
}

/** A place of a plan. */
export interface PlannedPlacement extends SealPlacement {
  /** As {@link PlaceProblem.rule}. */
  readonly rule: number | null;
}

/** The places at which a document has the keyword of a rule. */
export interface PlannedKeyword {
  /** The rule of the list, by index from 0. */
  readonly rule: number;
  /** In the order of the pages. */
  readonly hits: readonly PlannedHit[];
  /** The pages of the rule that were searched and have no text, by index from 0. */
  readonly withoutText: readonly number[];
}

export interface PlannedHit extends KeywordHit {
  /** The middle of the words as seen, in millimetres. */
  readonly xMm: number;
  readonly yMm: number;
  /** True if the rule puts a seal there. */
  readonly isChosen: boolean;
}

/** Something beside the seal of a plan. */
export interface PlannedBeside extends BesidePlacement {
  /** The rule of the list, by index from 0: those beside the seal are counted on from its places. */
  readonly rule: number;
}

/** Where a list puts a seal, and what it cannot put. */
export interface PlacePlan {
  readonly placements: readonly PlannedPlacement[];
  readonly problems: readonly PlaceProblem[];
  readonly keywords: readonly PlannedKeyword[];
  readonly beside: readonly PlannedBeside[];
}

type Picture = Pick<SealRequest['picture'], 'widthMm' | 'heightMm'>;

interface Draft {
  readonly sheets: readonly Sheet[];
  readonly picture: Picture;
  readonly placements: PlannedPlacement[];
  readonly problems: PlaceProblem[];
  readonly keywords: PlannedKeyword[];
  /** The rule that is being worked out. */
  readonly rule: number;
}

/** What a plan rests on besides the document. */
export interface Found {
  /** What was found for the keywords of the list, of its places and then of what stands beside. */
  readonly answers: KeywordAnswers;
  /** The time of sealing, whose date is written. */
  readonly signedAt: Date;
}

/**
 * Works out every place of a list, in its order, without its field. What cannot be placed is a problem, and no reason to
 * stop: a person wants to see all of them.
 * @throws CodedError PDF_PAGE_TREE_DAMAGED, PLACES_TOO_MANY
 */
export function planPlaces(
  document: PdfDocument,
  { field, places, beside = [] }: PlaceList,
  picture: Picture,
  { answers, signedAt }: Found,
): PlacePlan {
  const sheets = Array.from(pages(document), (page) => ({ page, geometry: pageGeometry(document, page) }));
  const plan = {
    placements: new Array<PlannedPlacement>(),
    problems: new Array<PlaceProblem>(),
    keywords: new Array<PlannedKeyword>(),
    beside: new Array<PlannedBeside>(),
  };
  for (const [index, rule] of places.entries()) {
    const draft: Draft = { ...plan, sheets, picture, rule: index };
    const found = foundPages(draft, rule.pages);
    if (rule.kind === 'point') putPoints(draft, rule, found);
    else if (rule.kind === 'straddle') putSlices(draft, rule, found);
    else putAtWords(draft, rule, answers);
  }
  if (field === null && places.length === 0 && beside.length > 0) {
    plan.problems.push({ page: null, rule: 0, error: { code: 'BESIDE_WITHOUT_PLACE' } });
  }
  for (const [at, each] of beside.entries()) {
    const rule = places.length + at;
    foundPages({ ...plan, sheets, picture, rule }, each.pages);
    const found = planBeside(sheets, each, answers[rule] ?? null, signedAt);
    plan.beside.push(...found.placements.map((placement) => ({ ...placement, rule })));
    plan.problems.push(...found.problems.map((problem) => ({ ...problem, rule })));
  }
  return plan;
}

/** Returns the pages of a range, by index from 0. What the document does not have of it is a problem. */
function foundPages({ sheets, problems, rule }: Draft, range: PageRange): readonly number[] {
  const { pages: found, beyond } = pagesIn(range, sheets.length);
  for (const part of beyond) {
    const details = { pages: sheets.length, range: part };
    problems.push({ page: null, rule, error: { code: 'PAGE_NOT_FOUND', details } });
  }
  return found;
}

/** @throws CodedError PLACES_TOO_MANY */
function expectRoom({ placements }: Draft, more: number): void {
  if (placements.length + more <= MOST_PLACES) return;
  throw new CodedError('PLACES_TOO_MANY', 'too many places', { most: MOST_PLACES });
}

function putPoints(draft: Draft, point: PointRule, indexes: readonly number[]): void {
  expectRoom(draft, indexes.length);
  for (const index of indexes) {
    const whole = centredAt(point, draft.picture);
    put(draft, index, whole, whole);
  }
}

function putAtWords(draft: Draft, rule: KeywordRule, answers: KeywordAnswers): void {
  const answer = answers[draft.rule] ?? null;
  if (answer === null) throw new Error('a keyword that nobody has looked for');
  const { found, chosen, problem } = chooseHits(rule, answer, draft.sheets.length);
  expectRoom(draft, chosen.size);
  if (problem !== null) draft.problems.push({ page: null, rule: draft.rule, error: problem });
  const hits = found.flatMap((hit): readonly PlannedHit[] => {
    const geometry = draft.sheets[hit.page]?.geometry;
    if (geometry === undefined) return [];
    return [{ ...hit, ...middleOf(toSeen(geometry, hit.area)), isChosen: chosen.has(hit) }];
  });
  draft.keywords.push({ rule: draft.rule, hits, withoutText: answer.withoutText });
  for (const { page, xMm, yMm, isChosen } of hits) {
    if (!isChosen) continue;
    const whole = centredAt({ xMm: xMm + rule.dxMm, yMm: yMm + rule.dyMm }, draft.picture);
    put(draft, page, whole, whole);
  }
}

function middleOf({ xMm, yMm, widthMm, heightMm }: SeenRectangle): {
  readonly xMm: number;
  readonly yMm: number;
} {
  return { xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
}

function putSlices(draft: Draft, rule: StraddleRule, indexes: readonly number[]): void {
  expectRoom(draft, indexes.length);
  const { picture, sheets } = draft;
  const isUpright = axisOf(rule.edge) === 'x';
  try {
    for (const group of slicesOf(indexes, rule, isUpright ? picture.widthMm : picture.heightMm)) {
      const lengths = group.flatMap(({ page }) => {
        const geometry = sheets[page]?.geometry;
        return geometry === undefined ? [] : [isUpright ? geometry.heightMm : geometry.widthMm];
      });
      const alongMm = rule.alongMm ?? Math.min(...lengths) / 2;
      for (const { page, edge, cut } of group) putSlice(draft, page, edge, cut, alongMm);
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    draft.problems.push({ page: null, rule: draft.rule, error: error.toAppError() });
  }
  const alone = rule.facing && indexes.length > 1 && indexes.length % 2 === 1 ? indexes.at(-1) : undefined;
  if (alone === undefined) return;
  const error = { code: 'STRADDLE_PAGE_ALONE', details: { page: alone + 1 } } as const;
  draft.problems.push({ page: alone, rule: draft.rule, error });
}

/** The pages of a group lie on each other by their top left corner, so the slices are at one height of all. */
function putSlice(draft: Draft, index: number, edge: Edge, { from, to }: Cut, alongMm: number): void {
  const { picture, sheets } = draft;
  const geometry = sheets[index]?.geometry;
  if (geometry === undefined) return;
  const { widthMm, heightMm } = picture;
  const isUpright = axisOf(edge) === 'x';
  const start = isUpright ? from * widthMm : from * heightMm;
  const thickness = (to - from) * (isUpright ? widthMm : heightMm);
  const atEdge: Readonly<Record<Edge, number>> = {
    left: 0,
    top: 0,
    right: geometry.widthMm - thickness,
    bottom: geometry.heightMm - thickness,
  };
  const seen = isUpright
    ? { xMm: atEdge[edge], yMm: alongMm - heightMm / 2, widthMm: thickness, heightMm }
    : { xMm: alongMm - widthMm / 2, yMm: atEdge[edge], widthMm, heightMm: thickness };
  const whole = isUpright
    ? { xMm: seen.xMm - start, yMm: seen.yMm, widthMm, heightMm }
    : { xMm: seen.xMm, yMm: seen.yMm - start, widthMm, heightMm };
  put(draft, index, seen, whole);
}

function put(draft: Draft, index: number, seen: SeenRectangle, whole: SeenRectangle): void {
  const sheet = draft.sheets[index];
  if (sheet === undefined) return;
  const { page, geometry } = sheet;
  if (isOnPage(geometry, seen)) {
    const rectangle = toUserSpace(geometry, seen);
    draft.placements.push({ page, geometry, seen, whole, rectangle, rule: draft.rule });
    return;
  }
  const { widthMm: pageWidthMm, heightMm: pageHeightMm } = geometry;
  const details = { page: index + 1, pageWidthMm, pageHeightMm };
  const isTooSmall = seen.widthMm > pageWidthMm || seen.heightMm > pageHeightMm;
  const code = isTooSmall ? 'PAGE_SMALLER_THAN_SEAL' : 'SEAL_OFF_PAGE';
  draft.problems.push({ page: index, rule: draft.rule, error: { code, details } });
}
