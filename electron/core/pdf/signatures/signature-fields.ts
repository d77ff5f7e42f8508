import type { PdfDocument } from '../document.ts';
import { formFields, placedDictionary, type FormField, type PlacedDictionary } from '../forms/form-fields.ts';
import type { PdfDictionary } from '../syntax/objects.ts';
import { signatureDictionary, type SignatureDictionary } from './signature-dictionary.ts';

/** A field of type Sig, signed or empty. */
export interface SignatureField extends FormField {
  /** null for an empty field. */
  readonly signature: SignatureDictionary | null;
  /** /Lock: what signing this field locks (ISO 32000-2 table 236). */
  readonly lock: PdfDictionary | null;
}

/** Signatures that /Perms of the catalog names (ISO 32000-2 §12.8.6). */
export interface PermissionSignatures {
  /** The author's certification; usually a field's signature too. */
  readonly docMdp: SignatureDictionary | null;
  /** Usage rights that a publisher granted, which are in no field and no person's seal. */
  readonly usageRights: SignatureDictionary | null;
}

/** Every signature field in the order of the form. @throws CodedError PDF_DAMAGED */
export function signatureFields(document: PdfDocument): readonly SignatureField[] {
  return formFields(document)
    .filter((field) => field.type === 'Sig')
    .map((field) => ({
      ...field,
      signature: signatureOf(document, field),
      lock: document.dictionaryEntry(field.dictionary, 'Lock') ?? null,
    }));
}

function signatureOf(document: PdfDocument, field: FormField): SignatureDictionary | null {
  const placed = placedDictionary(document, field.value);
  return placed === undefined
    ? null
    : signatureDictionary(document, placed, placed.reference ?? field.reference);
}

export function permissionSignatures(document: PdfDocument): PermissionSignatures {
  const permissions = placedDictionary(document, document.catalog.entries.get('Perms'));
  return {
    docMdp: permissionSignature(document, permissions, 'DocMDP'),
    usageRights:
      permissionSignature(document, permissions, 'UR3') ?? permissionSignature(document, permissions, 'UR'),
  };
}

function permissionSignature(
  document: PdfDocument,
  permissions: PlacedDictionary | undefined,
  key: string,
): SignatureDictionary | null {
  const placed = placedDictionary(document, permissions?.dictionary.entries.get(key));
  if (placed === undefined) return null;
  return signatureDictionary(document, placed, placed.reference ?? permissions?.reference ?? document.root);
}
