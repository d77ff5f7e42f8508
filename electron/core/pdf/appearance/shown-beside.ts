import { LARGEST_HANDWRITING_MM } from '../../../shared/model/seal-places.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { PdfDocument } from '../document.ts';
import { pageGeometry, rectangleOf, type SeenRectangle, toSeen } from '../pages/page-geometry.ts';
import type { Page } from '../pages/page-tree.ts';
import type { BoundBeside } from '../signatures/seal-places.ts';
import type { PdfDictionary } from '../syntax/objects.ts';
import { dateWidth, drawsDate } from './date-drawing.ts';
import { shownPlace } from './shown-place.ts';

/** What stands beside a seal, as it is seen. */
export interface ShownBeside {
  /** The text of a date, whose every outline is known; null for a picture. */
  readonly date: string | null;
  readonly seen: SeenRectangle;
}

/** Letters of a contract. */
export const DATE_HEIGHT_MM = { least: 1.5, most: 15 } as const;
/** Numbers in files are rounded. */
const TOLERANCE_MM = 0.05;

/**
 * Reads what stands beside a seal: one whole upright picture of the size of a signature, or exactly the outlines of the
 * date that it says it is.
 * @returns null for anything else
 */
export function shownBeside(document: PdfDocument, beside: BoundBeside, page: Page): ShownBeside | null {
  const { placed, date } = beside;
  return orNullIfDamaged(() =>
    date === null
      ? readPicture(document, placed.dictionary, page)
      : readDate(document, placed.dictionary, { date, page }),
  );
}

function readPicture(document: PdfDocument, annotation: PdfDictionary, page: Page): ShownBeside | null {
  const shown = shownPlace(document, annotation, page);
  if (shown === null) return null;
  const { seen, whole } = shown;
  const isWhole =
    Math.abs(seen.widthMm - whole.widthMm) < TOLERANCE_MM &&
    Math.abs(seen.heightMm - whole.heightMm) < TOLERANCE_MM;
  const { width, height } = LARGEST_HANDWRITING_MM;
  const isSmall = whole.widthMm <= width && whole.heightMm <= height;
  return isWhole && isSmall ? { date: null, seen } : null;
}

function readDate(
  document: PdfDocument,
  annotation: PdfDictionary,
  { date, page }: { readonly date: string; readonly page: Page },
): ShownBeside | null {
  const rectangle = rectangleOf(document, annotation.entries.get('Rect'));
  const appearances = document.dictionaryEntry(annotation, 'AP');
  const hasOne = appearances?.entries.size === 1 && appearances.duplicates.length === 0;
  const form = hasOne ? document.entry(appearances, 'N') : undefined;
  const width = dateWidth(date);
  if (rectangle === undefined || form?.kind !== 'stream' || width === null) return null;
  const geometry = pageGeometry(document, page);
  const seen = toSeen(geometry, rectangle);
  const isInForm = Math.abs(seen.widthMm - width * seen.heightMm) < TOLERANCE_MM;
  const isRead = seen.heightMm >= DATE_HEIGHT_MM.least && seen.heightMm <= DATE_HEIGHT_MM.most;
  return isInForm && isRead && drawsDate(document, form, date, geometry) ? { date, seen } : null;
}
