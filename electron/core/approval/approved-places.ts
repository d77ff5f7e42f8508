import { CodedError } from '../../shared/errors.ts';
import {
  APPROVED_LIST_VERSION,
  type ApprovedRule,
  type ApprovedTarget,
} from '../../shared/model/approval.ts';
import { type PageRange, pagesIn, pagesText } from '../../shared/page-range.ts';
import { placesText } from '../signing/places-text.ts';
import type { PlaceRule, SealTarget } from '../signing/seal-request.ts';

/** A hundredth of a millimetre, in which requests state places, with what rounding may add to it. */
const PLACE_TOLERANCE_MM = 0.011;

/**
 * States places as requests do: pages by numbers from 1 or by their kind, lengths to the hundredth of a millimetre.
 * @param pages the number of pages of the document
 * @throws CodedError PAGE_NOT_FOUND for a list that names pages which the document does not have,
 *   APPROVAL_WITHOUT_BESIDE for one with a date or a picture beside the seal, which a request cannot name
 */
export function settledTarget(target: SealTarget, pages: number): ApprovedTarget {
  if (target.kind === 'field') return { kind: 'field', name: target.name };
  if (target.kind === 'list') {
    if ((target.beside ?? []).length > 0) {
      throw new CodedError('APPROVAL_WITHOUT_BESIDE', 'a request names nothing beside the seal');
    }
    const places = target.places.map((rule) => settledRule(rule, pages));
    return { kind: 'list', version: APPROVED_LIST_VERSION, field: target.field, places };
  }
  const page = target.page === 'last' ? pages - 1 : target.page;
  return { kind: 'place', page, xMm: hundredth(target.xMm), yMm: hundredth(target.yMm) };
}

function settledRule(rule: PlaceRule, count: number): ApprovedRule {
  const pages = settledPages(rule.pages, count);
  if (rule.kind === 'point') {
    return { kind: 'point', pages, xMm: hundredth(rule.xMm), yMm: hundredth(rule.yMm) };
  }
  if (rule.kind === 'keyword') {
    const { keyword, which, each, dxMm, dyMm } = rule;
    const { text, isPattern } = keyword;
    return {
      ...{ kind: 'keyword', pages, keyword: { text, isPattern }, which, each },
      ...{ dxMm: hundredth(dxMm), dyMm: hundredth(dyMm) },
    };
  }
  const { edge, alongMm, firstShare, minimumMm, group, facing } = rule;
  return {
    ...{ kind: 'straddle', edge, pages, alongMm: alongMm === null ? null : hundredth(alongMm) },
    ...{ firstShare, minimumMm: hundredth(minimumMm), group, facing },
  };
}

function settledPages(range: PageRange, count: number): PageRange {
  const [beyond] = pagesIn(range, count).beyond;
  if (beyond !== undefined) {
    throw new CodedError('PAGE_NOT_FOUND', 'a place on no page', { pages: count, range: beyond });
  }
  const fromStart = (page: number): number => (page > 0 ? page : count + page + 1);
  return range.map((part) =>
    part.kind === 'span' ? { kind: 'span', from: fromStart(part.from), to: fromStart(part.to) } : part,
  );
}

/** Tells whether places are those that were approved, to what rounding may change. */
export function samePlaces(approved: ApprovedTarget, found: SealTarget, pages: number): boolean {
  // A request names no date and no picture beside the seal, so nobody has approved one.
  if (found.kind === 'list' && (found.beside ?? []).length > 0) return false;
  if (approved.kind !== 'place' || found.kind !== 'place') {
    return listKey(asList(approved, pages), pages) === listKey(asList(found, pages), pages);
  }
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= PLACE_TOLERANCE_MM;
  const page = found.page === 'last' ? pages - 1 : found.page;
  return approved.page === page && near(approved.xMm, found.xMm) && near(approved.yMm, found.yMm);
}

type Listed = Pick<Extract<SealTarget, { kind: 'list' }>, 'field' | 'places'>;

/** One place is the same as a list of it alone. */
function asList(target: SealTarget, count: number): Listed {
  if (target.kind === 'list') return target;
  if (target.kind === 'field') return { field: target.name, places: [] };
  const { page, xMm, yMm } = target;
  const number = page === 'last' ? count : page + 1;
  const pages: PageRange = [{ kind: 'span', from: number, to: number }];
  return { field: null, places: [{ kind: 'point', pages, xMm, yMm }] };
}

/** Writes all that a list says, so that equal lists have one text: the pages are those of the document, however named. */
function listKey({ field, places }: Listed, count: number): string {
  const rules = places.map((rule) => {
    const { pages, beyond } = pagesIn(rule.pages, count);
    return beyond.length > 0
      ? { beyond }
      : { ...settledRule({ ...rule, pages: [] }, count), pages: pagesText(pages) };
  });
  return JSON.stringify([field, rules]);
}

/** Writes places as people read them in either language: the page from 1, then millimetres; or the field's name. */
export function targetText(target: SealTarget, pages: number): string {
  if (target.kind === 'field') return target.name;
  if (target.kind === 'list') return placesText(target, pages);
  const page = target.page === 'last' ? pages : target.page + 1;
  return `P${page} · ${target.xMm}, ${target.yMm} mm`;
}

function hundredth(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}
