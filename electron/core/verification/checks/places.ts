import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { ShownPicture } from '../../pdf/appearance/image-pixels.ts';
import { imagePixels } from '../../pdf/appearance/image-pixels.ts';
import { shownPlace, type ShownPlace } from '../../pdf/appearance/shown-place.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { pagesText } from '../../../shared/page-range.ts';
import { boundPlace, claimedPlaces, isListedPlace, listedPlaces } from '../../pdf/signatures/seal-places.ts';
import type { PdfReference, PdfStream } from '../../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { inconsistent, listedAnnotation, type ListingSignature } from './listed-annotation.ts';
import { brokenRun, cutOf, isAtEdge } from './slices.ts';
import { fail, pass, unknown } from './verdict.ts';

/** What the places of one seal are compared with. */
export interface ExpectedPlaces extends ListingSignature {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Tells whether a picture is the seal's; null if it is of a kind that is not compared. */
  readonly isPicture: (shown: ShownPicture) => boolean | null;
  /** Indexes of the pages on which the signature's own field shows the seal. */
  readonly fieldPages: readonly number[];
}

/** Writers round rectangles to hundredths of a point; nobody sees half a millimetre. */
export const SIZE_TOLERANCE_MM = 0.5;

/**
 * Checks the further places of a seal: each is of the same revision, is listed by the signature and names it, stands on
 * one page, and shows the whole seal at its true size on the page, or a slice at an edge; slices that follow each other
 * make whole seals.
 * @returns null for a seal without further places
 */
export function checkPlaces(expected: ExpectedPlaces): CheckResult | null {
  const { version, located, fieldPages } = expected;
  const references = listedPlaces(version, located.dictionary.dictionary);
  if (references === null) return inconsistent('list');
  if (references.length === 0) return null;
  const places: ShownPlace[] = [];
  const compare = pictureComparison(expected);
  for (const reference of references) {
    const place = placeOf(expected, reference);
    if ('result' in place) return place;
    const fault = compare(place.image) ?? faultOf(place, expected);
    if (fault !== null) return { ...fault, facts: { ...fault.facts, page: place.page.index + 1 } };
    places.push(place);
  }
  const broken = brokenRun(places.map((place) => cutOf(place)));
  if (broken !== null) return inconsistent('slices', places[broken]?.page.index);
  return pass('APPEARANCE_IN_PLACES', {
    shownPlaces: places.length + fieldPages.length,
    shownPages: pagesText([...fieldPages, ...places.map(({ page }) => page.index)]),
  });
}

/**
 * Finds an annotation that says it is a place of a seal, and that no signature lists: it shows what nobody has signed
 * as a place of theirs.
 */
export function checkClaims(document: PdfDocument): CheckResult | null {
  const isListed = claimedPlaces(document).every((claim) => isListedPlace(document, claim));
  return isListed ? null : inconsistent('unlisted');
}

function placeOf(expected: ExpectedPlaces, reference: PdfReference): ShownPlace | CheckResult {
  const listed = listedAnnotation(expected, reference, boundPlace);
  if ('result' in listed) return listed;
  const { bound, page } = listed;
  return (
    shownPlace(expected.version, bound.dictionary, page) ??
    unknown('APPEARANCE_UNRECOGNISED', { page: page.index + 1 })
  );
}

/** Compares each image once: all places of a seal share one. */
function pictureComparison({ version, isPicture }: ExpectedPlaces): (image: PdfStream) => CheckResult | null {
  const known = new Map<number, CheckResult | null>();
  return (image) => {
    const found = known.get(image.dataOffset);
    if (found !== undefined) return found;
    const shown = orNullIfDamaged(() => imagePixels(version, image));
    const matches = shown === null ? null : isPicture(shown);
    const result =
      matches === null ? unknown('APPEARANCE_UNRECOGNISED') : matches ? null : fail('APPEARANCE_MISMATCH');
    known.set(image.dataOffset, result);
    return result;
  };
}

function faultOf(place: ShownPlace, { widthMm, heightMm }: ExpectedPlaces): CheckResult | null {
  const { whole } = place;
  const isTrueSize =
    Math.abs(whole.widthMm - widthMm) <= SIZE_TOLERANCE_MM &&
    Math.abs(whole.heightMm - heightMm) <= SIZE_TOLERANCE_MM;
  if (!isTrueSize) {
    const facts = { widthMm, heightMm, shownWidthMm: whole.widthMm, shownHeightMm: whole.heightMm };
    return fail('APPEARANCE_SIZE_MISMATCH', facts);
  }
  const cut = cutOf(place);
  if (cut === 'whole' || (cut !== 'corner' && isAtEdge(place, cut))) return null;
  return inconsistent('cut');
}
