import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/syntax/objects.ts';
import { allowed, modified, type Explanation } from './finding.ts';
import { sameObject } from './same-object.ts';

/**
 * An array that may only have grown at its end, by references to some objects.
 * @param what names the array in findings
 */
export function explainGrowth(
  before: readonly PdfObject[],
  after: readonly PdfObject[],
  mayAdd: ReadonlySet<number>,
  what: string,
): Explanation {
  if (!before.every((item, index) => sameObject(item, after[index]))) return modified(what);
  const added = after.slice(before.length);
  const known = added.every((item) => item.kind === 'reference' && mayAdd.has(item.objectNumber));
  return known ? allowed(...added) : modified(what);
}

/** The items behind a value; none where it is absent; null where it is something else than an array. */
export function itemsOf(document: PdfDocument, value: PdfObject | undefined): readonly PdfObject[] | null {
  const resolved = document.resolve(value);
  if (resolved.kind === 'null') return [];
  return resolved.kind === 'array' ? resolved.items : null;
}
