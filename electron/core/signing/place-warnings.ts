import type { PlaceWarning } from '../../shared/model/place-findings.ts';
import type { PdfDocument } from '../pdf/document.ts';
import {
  commonArea,
  pageGeometry,
  rectangleOf,
  type SeenRectangle,
  toSeen,
} from '../pdf/pages/page-geometry.ts';
import { annotationPages, boundPlace, listedPlaces } from '../pdf/signatures/seal-places.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import type { SealPlacement } from './seal-request.ts';

/** An area of a page that something is shown in already. */
interface Taken<What> {
  readonly what: What;
  readonly area: SeenRectangle;
}

/** Areas by the index of their page. */
type TakenAreas<What> = Map<number, Taken<What>[]>;

/** What each place of a list would cover, and each thing beside the seal. */
export interface CoverWarnings {
  readonly places: readonly (readonly PlaceWarning[])[];
  readonly beside: readonly (readonly PlaceWarning[])[];
}

type Placed = Pick<SealPlacement, 'page' | 'seen'>;

/**
 * Finds which seals of the document, and which earlier places of the same list, each place would cover; and which seals of the
 * document lie where something stands beside the seal. That it stands upon its own seal is usual (骑年盖月), and no warning.
 */
export function coverWarnings(
  document: PdfDocument,
  placements: readonly Placed[],
  beside: readonly Placed[],
): CoverWarnings {
  const seals = sealAreas(document);
  const places: TakenAreas<number> = new Map();
  const coversSeal = ({ page, seen }: Placed): readonly PlaceWarning[] => {
    const field = metBy(seals.get(page.index), seen);
    return field === null ? [] : [{ code: 'COVERS_SEAL', field }];
  };
  return {
    places: placements.map((placement, at) => {
      const { page, seen } = placement;
      const place = metBy(places.get(page.index), seen);
      add(places, page.index, { what: at + 1, area: seen });
      return [
        ...coversSeal(placement),
        ...(place === null ? [] : [{ code: 'COVERS_PLACE', place } as const]),
      ];
    }),
    beside: beside.map(coversSeal),
  };
}

/** Lists the areas of the seals and signatures that the document shows, with the names of their fields. */
function sealAreas(document: PdfDocument): TakenAreas<string> {
  const areas: TakenAreas<string> = new Map();
  for (const { name, signature, widgets } of signatureFields(document)) {
    if (signature === null) continue;
    const places = listedPlaces(document, signature.dictionary) ?? [];
    const further = places.flatMap((each) => boundPlace(document, each, signature.reference) ?? []);
    for (const { reference, dictionary } of [...widgets, ...further]) {
      const rectangle = rectangleOf(document, dictionary.entries.get('Rect'));
      if (reference === null || rectangle === undefined) continue;
      for (const page of annotationPages(document).get(reference.objectNumber) ?? []) {
        add(areas, page.index, { what: name, area: toSeen(pageGeometry(document, page), rectangle) });
      }
    }
  }
  return areas;
}

function add<What>(areas: TakenAreas<What>, page: number, taken: Taken<What>): void {
  const known = areas.get(page);
  if (known === undefined) areas.set(page, [taken]);
  else known.push(taken);
}

function metBy<What>(areas: readonly Taken<What>[] | undefined, seen: SeenRectangle): What | null {
  const met = (areas ?? []).find(({ area }) => {
    const { widthMm, heightMm } = commonArea(area, seen);
    return widthMm > 0 && heightMm > 0;
  });
  return met === undefined ? null : met.what;
}
