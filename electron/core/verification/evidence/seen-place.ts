import type { SignatureReport } from '../../../shared/model/verification-report.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import { pageGeometry, rectangleOf, toSeen } from '../../pdf/pages/page-geometry.ts';
import { type Page, pages } from '../../pdf/pages/page-tree.ts';

type SeenPlace = NonNullable<SignatureReport['place']>;

/** Finds the place at which the first widget with an area is seen; null if the signature shows nothing. */
export function placeOf(document: PdfDocument, widgets: readonly PlacedDictionary[]): SeenPlace | null {
  for (const widget of widgets) {
    const rectangle = rectangleOf(document, widget.dictionary.entries.get('Rect'));
    if (rectangle === undefined || rectangle.left === rectangle.right || rectangle.bottom === rectangle.top) {
      continue;
    }
    const page = pageOf(document, widget);
    if (page !== null) return { page: page.index, ...toSeen(pageGeometry(document, page), rectangle) };
  }
  return null;
}

/** Finds the page whose /Annots lists the widget. The widget's own /P is optional and may lie. */
export function pageOf(document: PdfDocument, widget: PlacedDictionary): Page | null {
  const number = widget.reference?.objectNumber;
  if (number === undefined) return null;
  for (const page of pages(document)) {
    const list = document.entry(page.dictionary, 'Annots');
    const items = list.kind === 'array' ? list.items : [];
    if (items.some((item) => item.kind === 'reference' && item.objectNumber === number)) return page;
  }
  return null;
}
