import type { CheckResult } from '../../../../shared/model/verification-report.ts';
import { pagesText } from '../../../../shared/page-range.ts';
import { equalBytes } from '../../../bytes/byte-arrays.ts';
import type { SeenRectangle } from '../../../pdf/pages/page-geometry.ts';
import { isOnPage } from '../../../signing/seal-request.ts';
import type { SealPicture } from '../../../seal/seal-info.ts';
import { withoutSeal } from '../../../verification/checks/message.ts';
import { SIZE_TOLERANCE_MM } from '../../../verification/checks/places.ts';
import { brokenRun, cutOf, isAtEdge } from '../../../verification/checks/slices.ts';
import { fail, pass, unknown } from '../../../verification/checks/verdict.ts';
import { sealSignatureOf } from '../../../verification/evidence/context.ts';
import type { OfdPage } from '../../package/ofd-page.ts';
import type { OfdDocument } from '../../package/read-document.ts';
import { readValue, type StampPlace } from '../../signatures/signature-file.ts';
import { idKey } from '../../xml/xml-element.ts';
import type { OfdSignatureContext } from '../gather-ofd.ts';

/** A place of a seal on its page, in millimetres from the top left of the page. */
export interface StampOnPage {
  readonly page: OfdPage;
  /** The area of the whole picture. */
  readonly whole: SeenRectangle;
  /** The part of it that is shown. */
  readonly seen: SeenRectangle;
}

/**
 * Checks that the places of the seal can show it as it was signed. Readers draw the picture of the signed seal itself, so
 * that a file of the seal beside it must be the same; its size is the seal's own, it stands on a page that exists, and what
 * is cut off are slices at the edges of pages that make whole seals.
 */
export function checkOfdAppearance(context: OfdSignatureContext): CheckResult {
  const { signature, around, document } = context;
  const { stamps, seal: sealEntry } = signature.file;
  const sealed = sealSignatureOf(context);
  if (sealed === null) return stamps.length === 0 ? withoutSeal(context) : unknown('APPEARANCE_UNRECOGNISED');
  if (sealEntry !== null && !equalBytes(readValue(around.ofd, sealEntry), sealed.seal.raw)) {
    return fail('OFD_SEAL_FILE_DIFFERS', { part: sealEntry.name });
  }
  if (stamps.length === 0) return pass('NO_APPEARANCE');
  const places: StampOnPage[] = [];
  for (const stamp of stamps) {
    const place = stampOnPage(document, stamp);
    const fault = place === null ? inconsistent('page') : faultOf(place, sealed.seal.picture);
    if (place === null || fault !== null) return fault ?? inconsistent('page');
    places.push(place);
  }
  return runsOf(places);
}

/** Finds where a stamp stands; null if its page does not exist. */
export function stampOnPage(
  { pagesById }: OfdDocument,
  { page: id, boundary, clip }: StampPlace,
): StampOnPage | null {
  const page = pagesById.get(idKey(id));
  if (page === undefined) return null;
  const seen =
    clip === null ? boundary : { ...clip, xMm: boundary.xMm + clip.xMm, yMm: boundary.yMm + clip.yMm };
  return { page, whole: boundary, seen };
}

function faultOf({ page, whole, seen }: StampOnPage, { widthMm, heightMm }: SealPicture): CheckResult | null {
  const isTrueSize =
    Math.abs(whole.widthMm - widthMm) <= SIZE_TOLERANCE_MM &&
    Math.abs(whole.heightMm - heightMm) <= SIZE_TOLERANCE_MM;
  if (!isTrueSize) {
    const shown = { shownWidthMm: whole.widthMm, shownHeightMm: whole.heightMm };
    return fail('APPEARANCE_SIZE_MISMATCH', { widthMm, heightMm, ...shown, page: page.index + 1 });
  }
  const within = { widthMm: whole.widthMm, heightMm: whole.heightMm };
  const inPicture = { ...seen, xMm: seen.xMm - whole.xMm, yMm: seen.yMm - whole.yMm };
  if (!isOnPage(within, inPicture)) return inconsistent('clip', page);
  if (!isOnPage(page.box, seen)) return inconsistent('offPage', page);
  const cut = cutOf({ whole, seen });
  if (cut === 'whole' || (cut !== 'corner' && isAtEdge({ geometry: page.box, seen }, cut))) return null;
  return inconsistent('cut', page);
}

function runsOf(places: readonly StampOnPage[]): CheckResult {
  const broken = brokenRun(places.map((place) => cutOf(place)));
  if (broken !== null) return inconsistent('slices', places[broken]?.page);
  if (places.length === 1) return pass('OK');
  const pages = places.map(({ page }) => page.index);
  return pass('APPEARANCE_IN_PLACES', { shownPlaces: places.length, shownPages: pagesText(pages) });
}

function inconsistent(rule: string, page?: OfdPage): CheckResult {
  const facts = page === undefined ? {} : { page: page.index + 1 };
  return fail('APPEARANCE_PLACES_INCONSISTENT', { rule, ...facts });
}
