import { rectangleOf, type Rectangle } from '../../pdf/pages/page-geometry.ts';
import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { explainGrowth, itemsOf, allowed, modified, NOTHING, together, type Explanation } from './finding.ts';
import { type Versions, changedKeys } from './changes.ts';
import type { NewSignatures } from './new-signatures.ts';

/** Keys that the signing of an empty field may set in it and its widget. */
const SIGNING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'Type']);

/** Explains a changed page, which may gain the widgets of signed fields and nothing else. */
export function explainPage(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  { addedWidgets }: NewSignatures,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      if (key !== 'Annots') return modified(`page.${key}`);
      const old = itemsOf(versions.before, before.entries.get('Annots'));
      const current = after.entries.get('Annots');
      const items = itemsOf(versions.after, current);
      if (old === null || items === null) return modified('page.Annots');
      const growth = explainGrowth(old, items, addedWidgets, 'page.Annots');
      return current?.kind === 'reference' ? together([growth, allowed(current)]) : growth;
    }),
  );
}

/** Writers round coordinates, as a rule to a thousandth of a point. */
const PLACE_TOLERANCE = 0.01;

/**
 * Explains a changed field, or its widget, that stood empty in the sealed version and may be signed. It keeps
 * its place, but may grow to the true size of the seal, which another check compares.
 */
export function explainFilledField(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      if (key === 'Rect' && keepsPlace(before, after, versions)) return NOTHING;
      const value = after.entries.get(key);
      return SIGNING_KEYS.has(key) && value !== undefined ? allowed(value) : modified(`field.${key}`);
    }),
  );
}

function keepsPlace(before: PdfDictionary, after: PdfDictionary, versions: Versions): boolean {
  const old = rectangleOf(versions.before, before.entries.get('Rect'));
  const current = rectangleOf(versions.after, after.entries.get('Rect'));
  return old !== undefined && current !== undefined && isAround(current, old);
}

function isAround(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.left <= inner.left + PLACE_TOLERANCE &&
    outer.bottom <= inner.bottom + PLACE_TOLERANCE &&
    outer.right >= inner.right - PLACE_TOLERANCE &&
    outer.top >= inner.top - PLACE_TOLERANCE
  );
}
