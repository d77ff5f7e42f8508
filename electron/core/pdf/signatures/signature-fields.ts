import type { PdfDocument } from '../document.ts';
import { type FormField, formFields, placedDictionary, type PlacedDictionary } from '../forms/form-fields.ts';
import type { PdfDictionary, PdfObject, PdfReference, Span } from '../syntax/objects.ts';

/** A field of type Sig, signed or empty. */
export interface SignatureField extends FormField {
  /** null for an empty field. */
  readonly signature: SignatureDictionary | null;
  /** /Lock: what signing this field locks (ISO 32000-2 table 236). */
  readonly lock: PdfDictionary | null;
}

/** Signatures that /Perms of the catalog names (ISO 32000-2 §12.8.6). */
interface PermissionSignatures {
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

/** /ByteRange as the file has it; its meaning is for the verifier to judge. */
interface ByteRangeToken {
  /** The tokens between the brackets as written; null where it is not a direct array of numbers alone. */
  readonly tokens: readonly string[] | null;
  /** File offsets of `[` and past `]`. */
  readonly span: Span;
}

/** /Contents as the file has it. */
export interface ContentsToken {
  /** null where it is no direct string. */
  readonly bytes: Uint8Array | null;
  readonly form: 'hex' | 'literal' | 'other';
  /** File offsets of `<` and past `>`. */
  readonly span: Span;
}

/** A signature dictionary (ISO 32000-2 §12.8.1) where it stands in the file. */
export interface SignatureDictionary {
  readonly dictionary: PdfDictionary;
  /** null where it stands inside its field. */
  readonly reference: PdfReference | null;
  /** Index of the revision that (re)defined the object it stands in, or null where that object is direct. */
  readonly revision: number | null;
  /** File offset of the object it stands in; null inside an object stream, where no signature may be. */
  readonly objectOffset: number | null;
  /** null where absent, or where the dictionary stands in an object stream. */
  readonly byteRange: ByteRangeToken | null;
  readonly contents: ContentsToken | null;
}

/**
 * Describes a signature dictionary.
 * @param holder the object the dictionary stands in: itself, or the field whose /V it is directly
 */
function signatureDictionary(
  document: PdfDocument,
  placed: PlacedDictionary,
  holder: PdfReference | null,
): SignatureDictionary {
  const place = holder === null ? undefined : document.locate(holder.objectNumber);
  const objectOffset = place?.entry.kind === 'offset' ? place.entry.offset : null;
  const { dictionary, reference } = placed;
  return {
    dictionary,
    reference,
    revision: place?.revision ?? null,
    objectOffset,
    byteRange: objectOffset === null ? null : byteRangeToken(dictionary),
    contents: objectOffset === null ? null : contentsToken(dictionary),
  };
}

function byteRangeToken(dictionary: PdfDictionary): ByteRangeToken | null {
  const span = dictionary.spans.get('ByteRange');
  const value = dictionary.entries.get('ByteRange');
  return span === undefined || value === undefined ? null : { span, tokens: numberTokens(value) };
}

function numberTokens(value: PdfObject): readonly string[] | null {
  if (value.kind !== 'array') return null;
  const tokens = value.items.flatMap((item) => (item.kind === 'number' ? [item.text] : []));
  return tokens.length === value.items.length ? tokens : null;
}

function contentsToken(dictionary: PdfDictionary): ContentsToken | null {
  const span = dictionary.spans.get('Contents');
  const value = dictionary.entries.get('Contents');
  if (span === undefined || value === undefined) return null;
  if (value.kind !== 'string') return { span, bytes: null, form: 'other' };
  return { span, bytes: value.bytes, form: value.form };
}
