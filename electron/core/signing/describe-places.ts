import { CodedError } from '../../shared/errors.ts';
import type { DescribedKeyword, PlaceWarning } from '../../shared/model/place-findings.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import { pagesIn, pagesText } from '../../shared/page-range.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { pageCount } from '../pdf/pages/page-tree.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { type Found, planPlaces, type PlacePlan, type PlannedKeyword } from './place-plan.ts';
import { coverWarnings } from './place-warnings.ts';
import {
  isSlice,
  placeInField,
  placeOnPage,
  type SealPlacement,
  type SealRequest,
  type SealTarget,
} from './seal-request.ts';
import { emptyField } from './target-field.ts';

/**
 * Works out where a seal would be shown, with all that keeps it from a place.
 * @throws CodedError PDF_PAGE_TREE_DAMAGED, PLACES_TOO_MANY
 */
export function placesOf(
  document: PdfDocument,
  target: SealTarget,
  picture: SealRequest['picture'],
  found: Found,
): PlacePlan {
  if (target.kind === 'place') return tried(() => placeOnPage(document, target, picture));
  const inField = (name: string): PlacePlan =>
    tried(() => placeInField(document, emptyField(document, signatureFields(document), name), picture));
  if (target.kind === 'field') return inField(target.name);
  const listed = planPlaces(document, target, picture, found);
  if (target.field === null) return listed;
  const field = inField(target.field);
  return {
    placements: [...field.placements, ...listed.placements],
    problems: [...field.problems, ...listed.problems],
    keywords: listed.keywords,
    beside: listed.beside,
  };
}

const NOTHING: PlacePlan = { placements: [], problems: [], keywords: [], beside: [] };

function tried(place: () => SealPlacement): PlacePlan {
  try {
    return { ...NOTHING, placements: [{ ...place(), rule: null }] };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ...NOTHING, problems: [{ error: error.toAppError(), page: null, rule: null }] };
  }
}

/** Describes the places of a plan for a person, with the seals that they would cover. */
export function describePlaces(
  document: PdfDocument,
  target: SealTarget,
  { placements, problems, keywords, beside }: PlacePlan,
): DescribedPlaces {
  const covered = coverWarnings(document, placements, beside);
  const count = pageCount(document);
  return {
    pages: count,
    places: placements.map((placement, at) => ({
      ...placement.seen,
      page: placement.page.index + 1,
      rule: placement.rule,
      isSlice: isSlice(placement),
      whole: placement.whole,
      warnings: covered.places[at] ?? [],
    })),
    problems: problems.map((each) => ({ ...each, page: each.page === null ? null : each.page + 1 })),
    keywords: keywords.map((keyword) => describeKeyword(target, keyword, count)),
    beside: beside.map(({ page, seen, shown, rule }, at) => ({
      ...seen,
      page: page.index + 1,
      rule,
      date: shown.kind === 'date' ? shown.text : null,
      warnings: covered.beside[at] ?? [],
    })),
    comparedWithText: 0,
  };
}

/** The words under places and under what stands beside the seal, from the first of each; null on a page without text. */
export interface CoveredWords {
  readonly places: readonly (string | null)[];
  readonly beside: readonly (string | null)[];
}

/** Adds what would be covered of the words of the pages. */
export function withCoveredWords(described: DescribedPlaces, words: CoveredWords): DescribedPlaces {
  const places = described.places.map((place, at) => {
    const warnings = [...place.warnings, ...textWarnings(words.places[at])];
    return { ...place, warnings };
  });
  const beside = described.beside.map((each, at) => {
    const warnings = [...each.warnings, ...textWarnings(withoutBlanks(words.beside[at]))];
    return { ...each, warnings };
  });
  return { ...described, places, beside, comparedWithText: words.places.length };
}

/** A date is to stand on the blank that is left for it, and a signature on its line. */
function withoutBlanks(words: string | null | undefined): string | null | undefined {
  return words?.replaceAll(/[\s_\u2014\u2026.\u00B7]+/gu, '') === '' ? '' : words;
}

function textWarnings(words: string | null | undefined): readonly PlaceWarning[] {
  if (words === null) return [{ code: 'NO_TEXT' }];
  return words === undefined || words === '' ? [] : [{ code: 'COVERS_TEXT', text: words }];
}

function describeKeyword(
  target: SealTarget,
  { rule, hits, withoutText }: PlannedKeyword,
  count: number,
): DescribedKeyword {
  const range = target.kind === 'list' ? target.places[rule]?.pages : undefined;
  const hit = new Set(hits.map(({ page }) => page));
  const missing = range === undefined ? [] : pagesIn(range, count).pages.filter((page) => !hit.has(page));
  return {
    rule,
    hits: hits.map(({ page, text, xMm, yMm, isChosen }) => ({ page: page + 1, text, xMm, yMm, isChosen })),
    missing: pagesText(missing),
    withoutText: pagesText(withoutText),
  };
}
