import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { explainGrowth, itemsOf } from './added-items.ts';
import type { Versions } from './changes.ts';
import { allowed, modified, NOTHING, together, unexplained, type Explanation } from './finding.ts';
import type { NewSignatures } from './new-signatures.ts';
import { changedKeys } from './same-object.ts';

/** Defaults for text fields; a first signature brings them in with the form, but they may not change later. */
const DEFAULTS: ReadonlySet<string> = new Set(['DR', 'DA', 'Q']);

/**
 * The interactive form (ISO 32000-2 §12.7.3) may gain signed fields, and say that it has signatures.
 * @param before null where the sealed version had no form
 */
export function explainForm(
  before: PdfDictionary | null,
  after: PdfDictionary,
  versions: Versions,
  signatures: NewSignatures,
): Explanation {
  const empty: PdfDictionary = { kind: 'dictionary', entries: new Map(), duplicates: [], spans: new Map() };
  return together(
    changedKeys(before ?? empty, after).map((key) => {
      if (key === 'Fields') return explainFields(before ?? empty, after, versions, signatures);
      if (key === 'SigFlags') return NOTHING;
      if (before === null && DEFAULTS.has(key)) return allowed(after.entries.get(key) ?? { kind: 'null' });
      return key === 'XFA' ? modified('form.XFA') : unexplained(`form.${key}`);
    }),
  );
}

function explainFields(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  signatures: NewSignatures,
): Explanation {
  const old = itemsOf(versions.before, before.entries.get('Fields'));
  const current = after.entries.get('Fields');
  const items = itemsOf(versions.after, current);
  if (old === null || items === null) return modified('form.Fields');
  const growth = explainGrowth(old, items, signatures.addedFields, 'form.Fields');
  return current?.kind === 'reference' ? together([growth, allowed(current)]) : growth;
}
