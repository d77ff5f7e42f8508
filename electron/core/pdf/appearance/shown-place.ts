import { orNullIfDamaged } from '../../work-meter.ts';
import type { PdfDocument } from '../document.ts';
import {
  commonArea,
  intersection,
  pageGeometry,
  type PageGeometry,
  rectangleOf,
  type SeenRectangle,
  toSeen,
} from '../pages/page-geometry.ts';
import type { Page } from '../pages/page-tree.ts';
import type { PdfDictionary, PdfStream } from '../syntax/objects.ts';
import { imagesCutBy } from './drawn-images.ts';
import { fitToRectangle, uprightPlace } from './shown-seal.ts';
import { combine } from './transform.ts';

/** What a further place of a seal shows: one upright image, or what its rectangle leaves of it. */
export interface ShownPlace {
  readonly page: Page;
  readonly geometry: PageGeometry;
  readonly image: PdfStream;
  /** The area that the whole image would cover. */
  readonly whole: SeenRectangle;
  /** The area in which a part of it is seen on the page. */
  readonly seen: SeenRectangle;
}

/**
 * Reads what a place shows.
 * @param annotation of the closed kind that `boundPlace` recognises, which shows its normal appearance alone
 * @returns null for anything but one upright image
 */
export function shownPlace(document: PdfDocument, annotation: PdfDictionary, page: Page): ShownPlace | null {
  return orNullIfDamaged(() => readPlace(document, annotation, page));
}

function readPlace(document: PdfDocument, annotation: PdfDictionary, page: Page): ShownPlace | null {
  const rectangle = rectangleOf(document, annotation.entries.get('Rect'));
  const appearances = document.dictionaryEntry(annotation, 'AP');
  const hasOne = appearances?.entries.size === 1 && appearances.duplicates.length === 0;
  const form = hasOne ? document.entry(appearances, 'N') : undefined;
  if (rectangle === undefined || form?.kind !== 'stream') return null;
  const drawn = imagesCutBy(document, form);
  const fit = fitToRectangle(document, form, rectangle);
  const [only] = drawn ?? [];
  if (drawn?.length !== 1 || only === undefined || fit === null) return null;
  const geometry = pageGeometry(document, page);
  const whole = uprightPlace(geometry, combine(only.matrix, fit));
  if (whole === null) return null;
  const seen = commonArea(whole, toSeen(geometry, intersection(rectangle, geometry.box)));
  return seen.widthMm > 0 && seen.heightMm > 0 ? { page, geometry, image: only.image, whole, seen } : null;
}
