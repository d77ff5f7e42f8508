import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { arrayEntry, type PlacedDictionary } from '../pdf/forms/form-fields.ts';
import {
  pageGeometry,
  rectangleOf,
  toSeen,
  toUserSpace,
  type PageGeometry,
  type Rectangle,
  type SeenRectangle,
} from '../pdf/pages/page-geometry.ts';
import { pageAt, pages, type Page } from '../pdf/pages/page-tree.ts';
import type { SignatureField } from '../pdf/signatures/signature-fields.ts';
import type { SealRequest } from './seal-request.ts';

/** Rounding in a page's own numbers must not push a seal off its edge. */
const TOLERANCE_MM = 0.01;

/** Where a seal goes in the file's terms. */
export interface SealPlacement {
  readonly page: Page;
  readonly geometry: PageGeometry;
  /** The widget's /Rect. */
  readonly rectangle: Rectangle;
  /** What the picture covers, as seen. */
  readonly seen: SeenRectangle;
}

type Picture = SealRequest['picture'];

/** A seal centred at a point of a page. @throws CodedError PAGE_NOT_FOUND, SEAL_OFF_PAGE */
export function placeOnPage(
  document: PdfDocument,
  place: { readonly page: number | 'last'; readonly xMm: number; readonly yMm: number },
  picture: Picture,
): SealPlacement {
  const page = pageAt(document, place.page);
  const geometry = pageGeometry(document, page);
  const seen = centredAt(place, picture);
  expectOnPage(geometry, seen);
  return { page, geometry, seen, rectangle: toUserSpace(geometry, seen) };
}

/**
 * A seal centred in an existing field. The picture keeps its true size, which is part of what a seal says, so
 * a field that is smaller grows around its centre; a larger one stays as it is.
 * @throws CodedError FIELD_NOT_FOUND for a field that no page shows, SEAL_OFF_PAGE
 */
export function placeInField(document: PdfDocument, field: SignatureField, picture: Picture): SealPlacement {
  const widget = field.widgets[0];
  const page = widget === undefined ? undefined : pageShowing(document, widget);
  const rectangle = rectangleOf(document, widget?.dictionary.entries.get('Rect'));
  if (page === undefined || rectangle === undefined) {
    throw new CodedError('FIELD_NOT_FOUND', `no page shows the field ${field.name}`);
  }
  const geometry = pageGeometry(document, page);
  const fieldSeen = toSeen(geometry, rectangle);
  const centre = { xMm: fieldSeen.xMm + fieldSeen.widthMm / 2, yMm: fieldSeen.yMm + fieldSeen.heightMm / 2 };
  const seen = centredAt(centre, picture);
  expectOnPage(geometry, seen);
  const grown = centredAt(centre, {
    widthMm: Math.max(fieldSeen.widthMm, picture.widthMm),
    heightMm: Math.max(fieldSeen.heightMm, picture.heightMm),
  });
  return { page, geometry, seen, rectangle: toUserSpace(geometry, grown) };
}

/** The page whose /Annots lists a widget; /P of the widget is optional and may lie. */
function pageShowing(document: PdfDocument, widget: PlacedDictionary): Page | undefined {
  const number = widget.reference?.objectNumber;
  if (number === undefined) return undefined;
  for (const page of pages(document)) {
    const annotations = arrayEntry(document, page.dictionary, 'Annots');
    if (annotations.some((item) => item.kind === 'reference' && item.objectNumber === number)) return page;
  }
  return undefined;
}

function centredAt(
  centre: { readonly xMm: number; readonly yMm: number },
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): SeenRectangle {
  return { xMm: centre.xMm - widthMm / 2, yMm: centre.yMm - heightMm / 2, widthMm, heightMm };
}

function expectOnPage(geometry: PageGeometry, { xMm, yMm, widthMm, heightMm }: SeenRectangle): void {
  const inside =
    xMm >= -TOLERANCE_MM &&
    yMm >= -TOLERANCE_MM &&
    xMm + widthMm <= geometry.widthMm + TOLERANCE_MM &&
    yMm + heightMm <= geometry.heightMm + TOLERANCE_MM;
  if (inside) return;
  const { widthMm: pageWidthMm, heightMm: pageHeightMm } = geometry;
  throw new CodedError('SEAL_OFF_PAGE', 'the seal does not fit on the page here', {
    pageWidthMm,
    pageHeightMm,
  });
}
