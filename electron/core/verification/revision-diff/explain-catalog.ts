import { acroForm } from '../../pdf/forms/form-fields.ts';
import { pdfDictionary, type PdfDictionary } from '../../pdf/syntax/objects.ts';
import type { Versions } from './changes.ts';
import { explainForm } from './explain-form.ts';
import { allowed, modified, together, unexplained, type Explanation } from './finding.ts';
import { explainUnshown, explainUnshownValue } from './explain-unshown.ts';
import type { NewSignatures } from './new-signatures.ts';
import { changedKeys } from './same-object.ts';

/** Keys of the catalog that show nothing. */
const HARMLESS: ReadonlySet<string> = new Set(['Metadata', 'Version', 'Extensions']);

/** Keys that decide what is shown or done when the file is opened (ISO 32000-2 table 29). */
const SHOWN: ReadonlySet<string> = new Set([
  'Pages',
  'Names',
  'OpenAction',
  'AA',
  'OCProperties',
  'Collection',
  'AcroForm',
  'Perms',
  'NeedsRendering',
]);

/** The catalog may gain the form of a first signature, validation data and metadata. */
export function explainCatalog(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  signatures: NewSignatures,
  added: ReadonlySet<number>,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      const hasForm = key === 'AcroForm' && after.entries.has(key);
      if (hasForm) return explainFormEntry(versions, signatures);
      if (key === 'DSS') return explainStore(before, after, versions, added);
      if (HARMLESS.has(key)) return explainUnshownValue(after, key, added, 'catalog');
      return SHOWN.has(key) ? modified(`catalog.${key}`) : unexplained(`catalog.${key}`);
    }),
  );
}

/** /DSS may stand in the catalog or behind a reference; what it lists is compared key by key either way. */
function explainStore(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  const old = versions.before.dictionaryEntry(before, 'DSS') ?? pdfDictionary({});
  const current = versions.after.dictionaryEntry(after, 'DSS') ?? pdfDictionary({});
  return together([
    explainUnshownValue(after, 'DSS', added, 'catalog'),
    explainUnshown(old, current, added, 'DSS'),
  ]);
}

/** The form stands in the catalog, or behind another reference than before. */
function explainFormEntry(versions: Versions, signatures: NewSignatures): Explanation {
  const old = acroForm(versions.before);
  const current = acroForm(versions.after);
  if (current === undefined) return modified('catalog.AcroForm');
  const form = explainForm(old?.dictionary ?? null, current.dictionary, versions, signatures);
  return current.reference === null ? form : together([form, allowed(current.reference)]);
}
