import type { PdfDocument } from '../document.ts';
import type { PlacedDictionary } from '../forms/form-fields.ts';
import type { PdfDictionary, PdfObject, PdfReference, Span } from '../syntax/objects.ts';

/** /ByteRange as the file has it; its meaning is for the verifier to judge. */
export interface ByteRangeToken {
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
export function signatureDictionary(
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
