import type { Revision } from '../../pdf/xref/revision.ts';
import { sameEntry, type XrefEntries } from '../../pdf/xref/xref-entries.ts';
import type { XrefSection } from '../../pdf/xref/xref-section.ts';
import type { Versions } from './changes.ts';
import { modified, NOTHING, together, unexplained, type Explanation } from './finding.ts';

/**
 * Later cross-reference sections must say one thing of each object: of two entries some readers take the
 * first and others the last, so that they show different documents.
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
  // Some writers copy /XRefStm from the trailer before, whose entries every reader has overridden by then.
  const isCopied = known.has(hidden.offset);
  return !isCopied && contradicts(entries, hidden.entries) ? unexplained('hybridEntries') : NOTHING;
}

/** The stream of a hybrid file may only add what its table omits or marks free (ISO 32000-2 §7.5.8.4). */
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
