import { acroForm } from '../../pdf/forms/form-fields.ts';
import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import type { Versions } from './changes.ts';
import { explainForm } from './explain-form.ts';
import { allowed, extension, modified, together, unexplained, type Explanation } from './finding.ts';
import type { NewSignatures } from './new-signatures.ts';
import { changedKeys } from './same-object.ts';

/** Keys of the catalog that show nothing: validation data, metadata, version and extensions. */
const HARMLESS: ReadonlySet<string> = new Set(['DSS', 'Metadata', 'Version', 'Extensions']);

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
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      const value = after.entries.get(key);
      if (key === 'AcroForm' && value !== undefined) return explainFormEntry(versions, signatures);
      if (HARMLESS.has(key)) return value === undefined ? extension() : extension(value);
      return SHOWN.has(key) ? modified(`catalog.${key}`) : unexplained(`catalog.${key}`);
    }),
  );
}

/** The form stands in the catalog, or behind another reference than before. */
function explainFormEntry(versions: Versions, signatures: NewSignatures): Explanation {
  const old = acroForm(versions.before);
  const current = acroForm(versions.after);
  if (current === undefined) return modified('catalog.AcroForm');
  const form = explainForm(old?.dictionary ?? null, current.dictionary, versions, signatures);
  return current.reference === null ? form : together([form, allowed(current.reference)]);
}
