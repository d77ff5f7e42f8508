import { askedOnce } from '../asked-once.ts';
import type { PdfDocument } from '../document.ts';
import { type FormField, formFields, placedDictionary, type PlacedDictionary } from '../forms/form-fields.ts';
import {
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type Span,
  spanOf,
} from '../syntax/objects.ts';

/** A field of type Sig, signed or empty. */
export interface SignatureField extends FormField {
  /** The signature; null for an empty field. */
  readonly signature: SignatureDictionary | null;
  /** /Lock: what the signing of this field locks (ISO 32000-2 table 236). */
  readonly lock: PdfDictionary | null;
}

/** The signatures that /Perms of the catalog names (ISO 32000-2 §12.8.6). */
interface PermissionSignatures {
  /** The author's certification, which is usually a field's signature too. */
  readonly docMdp: SignatureDictionary | null;
  /** Usage rights that a publisher granted. They are in no field and are no person's seal. */
  readonly usageRights: SignatureDictionary | null;
}

/** Lists every signature field in the order of the form. @throws CodedError PDF_DAMAGED */
export const signatureFields = askedOnce(readFields);

function readFields(document: PdfDocument): readonly SignatureField[] {
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

/** Finds the signatures that /Perms of the catalog names. @throws CodedError PDF_DAMAGED */
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

/** /ByteRange as the file has it. The verifier judges its meaning. */
interface ByteRangeToken {
  /** The tokens between the brackets as written; null unless it is a direct array of numbers alone. */
  readonly tokens: readonly string[] | null;
  /** The file offsets of `[` and behind `]`. */
  readonly span: Span;
}

/** /Contents as the file has it. */
export interface ContentsToken {
  /** The bytes; null unless it is a direct string. */
  readonly bytes: Uint8Array | null;
  readonly form: 'hex' | 'literal' | 'other';
  /** The file offsets of `<` and behind `>`. */
  readonly span: Span;
}

/** A signature dictionary (ISO 32000-2 §12.8.1) with its place in the file. */
export interface SignatureDictionary {
  readonly dictionary: PdfDictionary;
  /** The reference; null for a dictionary inside its field. */
  readonly reference: PdfReference | null;
  /** The index of the revision that (re)defined the object around it, or null if that object is direct. */
  readonly revision: number | null;
  /** The file offset of the object around it; null inside an object stream, where no signature may be. */
  readonly objectOffset: number | null;
  /** /ByteRange; null if it is absent, or the dictionary is in an object stream. */
  readonly byteRange: ByteRangeToken | null;
  readonly contents: ContentsToken | null;
}

/**
 * Describes a signature dictionary.
 * @param holder the object that holds the dictionary: itself, or the field whose /V it is directly
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
  const span = spanOf(dictionary, 'ByteRange');
  const value = dictionary.entries.get('ByteRange');
  return span === undefined || value === undefined ? null : { span, tokens: numberTokens(value) };
}

function numberTokens(value: PdfObject): readonly string[] | null {
  if (value.kind !== 'array') return null;
  const tokens = value.items.flatMap((item) => (item.kind === 'number' ? [item.text] : []));
  return tokens.length === value.items.length ? tokens : null;
}

function contentsToken(dictionary: PdfDictionary): ContentsToken | null {
  const span = spanOf(dictionary, 'Contents');
  const value = dictionary.entries.get('Contents');
  if (span === undefined || value === undefined) return null;
  if (value.kind !== 'string') return { span, bytes: null, form: 'other' };
  return { span, bytes: value.bytes, form: value.form };
}
