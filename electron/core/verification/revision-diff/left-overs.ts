import type { PdfDocument } from '../../pdf/document.ts';
import { isName, type PdfDictionary } from '../../pdf/syntax/objects.ts';
import { objectAsOf } from './roles.ts';

/** ISO 32000-2 table 349. */
const INFORMATION: ReadonlySet<string> = new Set([
  ...['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'CreationDate', 'ModDate', 'Trapped'],
]);

/**
 * Tells whether an object is of a kind that signing software writes and then forgets: document information that no
 * trailer names (UAC and other signers), VRI of an earlier DSS (pyHanko), the second widget of a field (Acrobat).
 * Nothing may refer to it: then no reader finds it.
 */
export function isLeftOver(document: PdfDocument, objectNumber: number): boolean {
  const object = objectAsOf(document, objectNumber);
  if (object.kind !== 'dictionary' || object.duplicates.length > 0) return false;
  return (
    isInformation(object) || ['VRI', 'DSS'].some((type) => has(object, 'Type', type)) || isWidget(object)
  );
}

function isInformation({ entries }: PdfDictionary): boolean {
  return [...entries].every(
    ([key, value]) => INFORMATION.has(key) && (value.kind === 'string' || value.kind === 'name'),
  );
}

/** A widget has an effect only in the list of a page's annotations, or as a kid of a field. */
function isWidget(object: PdfDictionary): boolean {
  return has(object, 'Subtype', 'Widget') && !object.entries.has('Kids');
}

function has({ entries }: PdfDictionary, key: string, name: string): boolean {
  return isName(entries.get(key), name);
}
