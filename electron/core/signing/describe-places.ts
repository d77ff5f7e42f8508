import { CodedError } from '../../shared/errors.ts';
import type { DescribedPlace, DescribedPlaces } from '../../shared/model/seal-places.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PlacedDictionary } from '../pdf/forms/form-fields.ts';
import {
  commonArea,
  pageGeometry,
  rectangleOf,
  type SeenRectangle,
  toSeen,
} from '../pdf/pages/page-geometry.ts';
import { pageCount } from '../pdf/pages/page-tree.ts';
import { annotationPages, boundPlace, listedPlaces } from '../pdf/signatures/seal-places.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { planPlaces, type PlaceProblem } from './place-plan.ts';
import {
  isSlice,
  placeInField,
  placeOnPage,
  type SealPlacement,
  type SealRequest,
  type SealTarget,
} from './seal-request.ts';
import { expectSealable } from './sealable.ts';
import { emptyField } from './target-field.ts';

/**
 * Works out where a seal would be shown, with all that keeps it from a place or would be covered.
 * @throws CodedError for a document that cannot be sealed
 */
export function describePlaces(
  document: PdfDocument,
  target: SealTarget,
  picture: SealRequest['picture'],
): DescribedPlaces {
  expectSealable(document);
  const { placements, problems } = placementsOf(document, target, picture);
  const present = sealAreas(document);
  const taken = new Map<number, SeenRectangle[]>();
  const places = placements.map((placement): DescribedPlace => {
    const { page, seen } = placement;
    const others = taken.get(page.index) ?? [];
    const covers = meetsAny(present.get(page.index), seen) ? 'seal' : meetsAny(others, seen) ? 'place' : null;
    taken.set(page.index, [...others, seen]);
    const { rule } = placement;
    return {
      page: page.index + 1,
      ...seen,
      rule,
      isSlice: isSlice(placement),
      whole: placement.whole,
      covers,
    };
  });
  return {
    pages: pageCount(document),
    places,
    problems: problems.map((problem) => ({
      ...problem,
      page: problem.page === null ? null : problem.page + 1,
    })),
  };
}

interface Found {
  readonly placements: readonly (SealPlacement & { readonly rule: number | null })[];
  readonly problems: readonly PlaceProblem[];
}

function placementsOf(document: PdfDocument, target: SealTarget, picture: SealRequest['picture']): Found {
  if (target.kind === 'place') return tried(() => placeOnPage(document, target, picture));
  const inField = (name: string): Found =>
    tried(() => placeInField(document, emptyField(document, signatureFields(document), name), picture));
  if (target.kind === 'field') return inField(target.name);
  const listed = planPlaces(document, target, picture);
  if (target.field === null) return listed;
  const field = inField(target.field);
  return {
    placements: [...field.placements, ...listed.placements],
    problems: [...field.problems, ...listed.problems],
  };
}

function tried(place: () => SealPlacement): Found {
  try {
    return { placements: [{ ...place(), rule: null }], problems: [] };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { placements: [], problems: [{ error: error.toAppError(), page: null, rule: null }] };
  }
}

/** Lists the areas of the seals and signatures that the document shows, by the index of their page. */
function sealAreas(document: PdfDocument): ReadonlyMap<number, readonly SeenRectangle[]> {
  const areas = new Map<number, SeenRectangle[]>();
  const shown = signatureFields(document).flatMap(({ signature, widgets }): readonly PlacedDictionary[] => {
    if (signature === null) return [];
    const places = listedPlaces(document, signature.dictionary) ?? [];
    return [...widgets, ...places.flatMap((each) => boundPlace(document, each, signature.reference) ?? [])];
  });
  for (const { reference, dictionary } of shown) {
    const rectangle = rectangleOf(document, dictionary.entries.get('Rect'));
    if (reference === null || rectangle === undefined) continue;
    for (const page of annotationPages(document).get(reference.objectNumber) ?? []) {
      const area = toSeen(pageGeometry(document, page), rectangle);
      areas.set(page.index, [...(areas.get(page.index) ?? []), area]);
    }
  }
  return areas;
}

function meetsAny(areas: readonly SeenRectangle[] | undefined, seen: SeenRectangle): boolean {
  return (areas ?? []).some((area) => meets(area, seen));
}

function meets(one: SeenRectangle, other: SeenRectangle): boolean {
  const { widthMm, heightMm } = commonArea(one, other);
  return widthMm > 0 && heightMm > 0;
}
