import type { PdfDocument } from '../pdf/document.ts';
import { acroForm, formFields } from '../pdf/forms/form-fields.ts';
import type { Findings } from './findings.ts';

/** Finds forms that readers draw each in their own way. */
export function examineForm(document: PdfDocument, findings: Findings): void {
  const form = acroForm(document);
  if (form === undefined) return;
  const place = { page: null, object: form.reference?.objectNumber ?? document.root.objectNumber };
  // Acrobat shows the XFA form, other readers the fields (ISO 32000-1 §12.7.8).
  if (document.entry(form.dictionary, 'XFA').kind !== 'null') findings.add('XFA_FORM', place);
  const redrawn = document.entry(form.dictionary, 'NeedAppearances');
  if (redrawn.kind !== 'boolean' || !redrawn.value) return;
  if (formFields(document).some(({ type }) => type !== 'Sig')) findings.add('FIELDS_REDRAWN', place);
}
