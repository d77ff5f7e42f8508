import type { PdfDocument } from '../../pdf/document.ts';
import { widgetAppearance } from '../../pdf/appearance/shown-seal.ts';
import type { PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import { pageGeometry } from '../../pdf/pages/page-geometry.ts';
import { signatureFields, type SignatureField } from '../../pdf/signatures/signature-fields.ts';
import { forbidsChanges, isFieldLocked } from '../../signing/field-locks.ts';
import { pageOf } from '../place.ts';
import type { Versions } from './changes.ts';
import { modified, NOTHING, together, unexplained, type Explanation } from './finding.ts';
import type { NewSignatures } from './new-signatures.ts';

/**
 * What later signatures may be: allowed by the earlier ones, and no more than a picture. Whether it is that of
 * their own seal is a check of theirs; text or drawings could cover the page's own (shadow attacks).
 */
export function explainNewSignatures(
  { before, after }: Versions,
  { added, filled }: NewSignatures,
): Explanation {
  const fields = [...added, ...filled];
  if (fields.length === 0) return NOTHING;
  return together([
    explainPermission(before, fields),
    ...added.flatMap((field) => [field, ...field.widgets]).map(explainActions),
    ...fields.flatMap((field) => field.widgets).map((widget) => explainAppearance(after, widget)),
  ]);
}

/** Certifications and locks (ISO 32000-2 §12.8.2.2 and §12.8.2.4) that stood when the earlier version was sealed. */
function explainPermission(before: PdfDocument, fields: readonly SignatureField[]): Explanation {
  const old = signatureFields(before);
  if (forbidsChanges(before, old)) return modified('certification');
  return fields.some(({ name }) => isFieldLocked(before, old, name)) ? modified('lockedField') : NOTHING;
}

/** A new field does nothing when it is pointed at or clicked; one that stood empty keeps what was sealed with it. */
function explainActions({ dictionary }: PlacedDictionary): Explanation {
  const acts = dictionary.entries.has('A') || dictionary.entries.has('AA');
  return acts ? unexplained('signature.action') : NOTHING;
}

function explainAppearance(after: PdfDocument, widget: PlacedDictionary): Explanation {
  const page = pageOf(after, widget);
  if (page === null) return NOTHING;
  const { kind } = widgetAppearance(after, widget, pageGeometry(after, page));
  return kind === 'unknown' ? unexplained('signature.appearance') : NOTHING;
}
