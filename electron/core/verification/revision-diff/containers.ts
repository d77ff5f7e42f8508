import type { PdfDocument } from '../../pdf/document.ts';
import type { Revision } from '../../pdf/xref/revision.ts';

/** Numbers of the cross-reference and object streams of some revisions, which no object refers to. */
export function containerNumbers(revisions: readonly Revision[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const section of revisions.flatMap(({ sections }) => sections)) {
    for (const each of section.hidden === null ? [section] : [section, section.hidden]) {
      if (each.objectNumber !== null) numbers.add(each.objectNumber);
      for (const [, entry] of each.entries.list()) if (entry.kind === 'compressed') numbers.add(entry.stream);
    }
  }
  return numbers;
}

/** Numbers of the cross-reference streams alone: a later one may take the number of an earlier one. */
export function crossReferenceNumbers(document: PdfDocument): ReadonlySet<number> {
  const sections = document.revisions.flatMap((revision) => revision.sections);
  const all = sections.flatMap((section) => [section, ...(section.hidden === null ? [] : [section.hidden])]);
  return new Set(all.flatMap(({ objectNumber }) => (objectNumber === null ? [] : [objectNumber])));
}
