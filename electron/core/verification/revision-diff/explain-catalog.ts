import { acroForm, formFields } from '../../pdf/forms/form-fields.ts';
import { pdfDictionary, type PdfDictionary } from '../../pdf/syntax/objects.ts';
import { changedKeys, type Versions } from './changes.ts';
import { explainUnshown, explainUnshownValue } from './explain-structure.ts';
import {
  allowed,
  explainGrowth,
  type Explanation,
  itemsOf,
  modified,
  NOTHING,
  together,
  unexplained,
} from './finding.ts';
import type { NewSignatures } from './new-signatures.ts';

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

/** Explains a changed catalog, which may gain the form of a first signature, validation data and metadata. */
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

/** Explains /DSS, in the catalog or behind a reference; its lists are compared key by key either way. */
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

/** Explains a form that stands in the catalog, or behind another reference than before. */
function explainFormEntry(versions: Versions, signatures: NewSignatures): Explanation {
  const old = acroForm(versions.before);
  const current = acroForm(versions.after);
  if (current === undefined) return modified('catalog.AcroForm');
  const form = explainForm(old?.dictionary ?? null, current.dictionary, versions, signatures);
  return current.reference === null ? form : together([form, allowed(current.reference)]);
}

/**
 * Defaults for text fields. A first signature brings them in with the form, and PDFBox later into a form without them;
 * they must not change, nor come to a form that has fields of other kinds.
 */
const DEFAULTS: ReadonlySet<string> = new Set(['DR', 'DA', 'Q']);

/**
 * Explains a changed interactive form (ISO 32000-2 §12.7.3), which may gain signed fields and the mark that
 * it has signatures.
 * @param before null if the sealed version had no form
 */
export function explainForm(
  before: PdfDictionary | null,
  after: PdfDictionary,
  versions: Versions,
  signatures: NewSignatures,
): Explanation {
  const empty = pdfDictionary({});
  return together(
    changedKeys(before ?? empty, after).map((key) => {
      if (key === 'Fields') return explainFields(before ?? empty, after, versions, signatures);
      if (key === 'SigFlags') return NOTHING;
      if (DEFAULTS.has(key) && mayBringIn(key, before, versions))
        return allowed(after.entries.get(key) ?? { kind: 'null' });
      return key === 'XFA' ? modified('form.XFA') : unexplained(`form.${key}`);
    }),
  );
}

function mayBringIn(key: string, before: PdfDictionary | null, { before: sealed }: Versions): boolean {
  if (before === null) return true;
  return !before.entries.has(key) && formFields(sealed).every(({ type }) => type === 'Sig');
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
