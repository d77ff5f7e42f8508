import type { PdfDocument } from '../../pdf/document.ts';
import { acroForm } from '../../pdf/forms/form-fields.ts';
import type { PdfDictionary, PdfObject } from '../../pdf/syntax/objects.ts';

/** What an object of the sealed version was there for; a rule exists for each. */
export type Role = 'catalog' | 'form' | 'fields' | 'information' | 'metadata' | 'validationData';

/** Objects that a rule may find changed, besides pages, their annotation lists and signature fields. */
export function objectRoles(document: PdfDocument): ReadonlyMap<number, Role> {
  const { catalog, root, trailer } = document;
  const roles = new Map<number, Role>();
  const assign = (object: PdfObject | undefined, role: Role): void => {
    if (object?.kind === 'reference' && !roles.has(object.objectNumber)) roles.set(object.objectNumber, role);
  };
  assign(root, 'catalog');
  const form = acroForm(document);
  assign(form?.reference ?? undefined, 'form');
  assign(form?.dictionary.entries.get('Fields'), 'fields');
  assign(trailer.entries.get('Info'), 'information');
  assign(catalog.entries.get('Metadata'), 'metadata');
  for (const each of validationData(document, catalog)) assign(each, 'validationData');
  return roles;
}

/** /DSS and its lists (ISO 32000-2 §12.8.4.3); the streams that they list never change. */
function validationData(document: PdfDocument, catalog: PdfDictionary): PdfObject[] {
  const entry = catalog.entries.get('DSS');
  const store = document.resolve(entry);
  if (entry === undefined || store.kind !== 'dictionary') return [];
  return [entry, ...['Certs', 'CRLs', 'OCSPs', 'VRI'].flatMap((key) => store.entries.get(key) ?? [])];
}
