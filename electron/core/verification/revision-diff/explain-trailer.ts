import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { modified, NOTHING, together, unexplained, type Explanation } from './finding.ts';
import { explainUnshownValue } from './explain-unshown.ts';
import { changedKeys } from './same-object.ts';

/** Keys that every revision sets anew, and those of the cross-reference stream that a trailer may be. */
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

/** The later trailer may name other document information, but no other catalog and no encryption. */
export function explainTrailer(
  before: PdfDictionary,
  after: PdfDictionary,
  added: ReadonlySet<number>,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      if (OWN.has(key)) return NOTHING;
      if (key === 'Info') return explainUnshownValue(after, key, added, 'trailer');
      return key === 'Root' || key === 'Encrypt' ? modified(`trailer.${key}`) : unexplained(`trailer.${key}`);
    }),
  );
}
