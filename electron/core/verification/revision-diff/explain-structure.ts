import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import type { Revision } from '../../pdf/xref/revisions.ts';
import { sameEntry, type XrefEntries } from '../../pdf/xref/xref-entries.ts';
import type { XrefSection } from '../../pdf/xref/xref-section.ts';
import { changedKeys, type Versions } from './changes.ts';
import { type Explanation, extension, modified, NOTHING, together, unexplained } from './finding.ts';

/**
 * Explains later cross-reference sections, which must hold one entry for each object: of two entries some
 * readers take the first and others the last, so they show different documents.
 */
export function explainSections({ before, after }: Versions): Explanation {
  const known = new Set(before.revisions.flatMap(hiddenOffsets));
  const later = after.revisions.slice(before.revisions.length);
  return together(later.flatMap(({ sections }) => sections.map((section) => explainSection(section, known))));
}

function explainSection(section: XrefSection, known: ReadonlySet<number>): Explanation {
  const { entries, hidden } = section;
  if (entries.contradictory) return modified('crossReferenceEntries');
  if (hidden === null) return NOTHING;
  if (hidden.entries.contradictory) return modified('crossReferenceEntries');
  // Some writers copy /XRefStm from the trailer before; every reader has overridden its entries by then.
  const isCopied = known.has(hidden.offset);
  return !isCopied && contradicts(entries, hidden.entries) ? unexplained('hybridEntries') : NOTHING;
}

/**
 * Tells whether the stream of a hybrid file does more than add what its table omits or marks free (ISO
 * 32000-2 §7.5.8.4).
 */
function contradicts(table: XrefEntries, stream: XrefEntries): boolean {
  const added = new Map(stream.list());
  for (const [objectNumber, entry] of table.list()) {
    const hidden = added.get(objectNumber);
    if (hidden !== undefined && entry.kind !== 'free' && !sameEntry(entry, hidden)) return true;
  }
  return false;
}

function hiddenOffsets({ sections }: Revision): number[] {
  return sections.flatMap(({ hidden }) => (hidden === null ? [] : [hidden.offset]));
}

/** Keys that every revision sets anew, and those of a cross-reference stream that serves as trailer. */
const OWN: ReadonlySet<string> = new Set([
  'Size',
  'Prev',
  'ID',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Length',
  'Filter',
  'DecodeParms',
]);

/** Document information, and what LibreOffice adds: the source in its own format, and a checksum. */
const UNSHOWN: ReadonlySet<string> = new Set(['Info', 'AdditionalStreams', 'DocChecksum']);

/**
 * Explains the later trailer, which may name other document information, but no other catalog and no
 * encryption.
 */
export function explainTrailer(
  before: PdfDictionary,
  after: PdfDictionary,
  added: ReadonlySet<number>,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      if (OWN.has(key)) return NOTHING;
      if (UNSHOWN.has(key)) return explainUnshownValue(after, key, added, 'trailer');
      return key === 'Root' || key === 'Encrypt' ? modified(`trailer.${key}`) : unexplained(`trailer.${key}`);
    }),
  );
}

/**
 * Explains values that no page shows: validation data, metadata, document information. They may refer to new
 * objects only: an old object would get a role that lets a later revision change it.
 * @param added numbers of the new objects
 */
export function explainUnshown(
  before: PdfDictionary,
  after: PdfDictionary,
  added: ReadonlySet<number>,
  what: string,
): Explanation {
  return together(changedKeys(before, after).map((key) => explainUnshownValue(after, key, added, what)));
}

/** Explains one key as {@link explainUnshown} does. */
export function explainUnshownValue(
  after: PdfDictionary,
  key: string,
  added: ReadonlySet<number>,
  what: string,
): Explanation {
  const value = after.entries.get(key);
  if (value === undefined) return extension();
  const isOld = value.kind === 'reference' && !added.has(value.objectNumber);
  return isOld ? modified(`${what}.${key}`) : extension(value);
}
