import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { extension, modified, together, type Explanation } from './finding.ts';
import { changedKeys } from './same-object.ts';

/**
 * Values that are never shown on a page: validation data, metadata, document information. They may refer to
 * new objects only: an old one would get a role that lets a later revision change it.
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

/** As {@link explainUnshown}, for one key. */
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
