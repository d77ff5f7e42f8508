import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { explainGrowth, itemsOf } from './added-items.ts';
import type { Versions } from './changes.ts';
import { allowed, modified, together, type Explanation } from './finding.ts';
import type { NewSignatures } from './new-signatures.ts';
import { changedKeys } from './same-object.ts';

/** What signing an empty field may set in it and its widget; never its place. */
const SIGNING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'Type']);

/** A page may gain the widgets of signed fields, and nothing else. */
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

/** A field that stood empty in the sealed version, or its widget, may be signed. */
export function explainFilledField(before: PdfDictionary, after: PdfDictionary): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      const value = after.entries.get(key);
      return SIGNING_KEYS.has(key) && value !== undefined ? allowed(value) : modified(`field.${key}`);
    }),
  );
}
