import {
  APPROVED_LIST_VERSIONS,
  type ApprovedBeside,
  type ApprovedRule,
  type ApprovedTarget,
} from '../../shared/model/approval.ts';
import { type PageRange, pagesIn, pagesText } from '../../shared/page-range.ts';
import type { BesideRule } from '../signing/beside.ts';
import { placesText } from '../signing/places-text.ts';
import type { PlaceList, PlaceRule } from '../signing/seal-request.ts';
import { besideOf, type NamedTarget, settledBeside } from './approved-beside.ts';
import { hundredth, settledPages } from './settled-pages.ts';

/** A hundredth of a millimetre, in which requests state places, with what rounding may add to it. */
const PLACE_TOLERANCE_MM = 0.011;

/**
 * States places as requests do: pages by numbers from 1 or by their kind, lengths to the hundredth of a millimetre.
 * @param pages the number of pages of the document
 * @throws CodedError PAGE_NOT_FOUND for a list that names pages which the document does not have
 */
export function settledTarget(target: NamedTarget, pages: number): ApprovedTarget {
  if (target.kind === 'field') return { kind: 'field', name: target.name };
  if (target.kind === 'list') {
    const { withoutBeside, withBeside } = APPROVED_LIST_VERSIONS;
    const places = target.places.map((rule) => settledRule(rule, pages));
    const beside = besideOf(target).map((rule) => settledBeside(rule, pages));
    const { field } = target;
    return beside.length === 0
      ? { kind: 'list', version: withoutBeside, field, places }
      : { kind: 'list', version: withBeside, field, places, beside };
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

/**
 * Tells whether places are those that were approved, to what rounding may change. It does not compare what stands beside
 * the seal.
 */
export function samePlaces(approved: ApprovedTarget, found: NamedTarget, pages: number): boolean {
  if (approved.kind !== 'place' || found.kind !== 'place') {
    return listKey(asList(approved, pages), pages) === listKey(asList(found, pages), pages);
  }
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= PLACE_TOLERANCE_MM;
  const page = found.page === 'last' ? pages - 1 : found.page;
  return approved.page === page && near(approved.xMm, found.xMm) && near(approved.yMm, found.yMm);
}

type Listed = Pick<Extract<NamedTarget, { kind: 'list' }>, 'field' | 'places'>;

/** One place is the same as a list of it alone. */
function asList(target: NamedTarget, count: number): Listed {
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
export function targetText(target: NamedTarget, pages: number): string {
  if (target.kind === 'field') return target.name;
  if (target.kind === 'list') return placesText(target, pages);
  const page = target.page === 'last' ? pages : target.page + 1;
  return `P${page} · ${target.xMm}, ${target.yMm} mm`;
}

/** An approved target as sealing takes it: its pages are known. */
export type ApprovedSealTarget = Exclude<ApprovedTarget, { kind: 'list' }> | PlaceList;

/**
 * Returns an approved target as sealing takes it.
 * @param pictureOf returns the content of a picture by its SM3
 * @throws what pictureOf throws
 */
export function targetToSeal(
  target: ApprovedTarget,
  pictureOf: (sm3: string) => Uint8Array,
): ApprovedSealTarget {
  if (target.kind !== 'list') return target;
  const { kind, field, places, beside = [] } = target;
  if (beside.length === 0) return { kind, field, places };
  return { kind, field, places, beside: beside.map((rule) => ruleToSeal(rule, pictureOf)) };
}

function ruleToSeal(rule: ApprovedBeside, pictureOf: (sm3: string) => Uint8Array): BesideRule {
  const { pages, where } = rule;
  if (rule.kind === 'date') {
    return { kind: 'date', pages, where, ...(rule.style === null ? {} : { style: rule.style }) };
  }
  const { widthMm, heightMm, sm3 } = rule;
  return { kind: 'handwriting', pages, where, picture: pictureOf(sm3), widthMm, heightMm };
}
