import type { PdfDocument } from '../pdf/document.ts';
import { arrayEntry } from '../pdf/forms/form-fields.ts';
import { textOf } from '../pdf/forms/text-string.ts';
import { type SignatureField, permissionSignatures } from '../pdf/signatures/signature-fields.ts';
import type { SignatureDictionary } from '../pdf/signatures/signature-dictionary.ts';
import { isInteger, isName, type PdfDictionary } from '../pdf/syntax/objects.ts';

/** DocMDP's default: filling in forms and signing (ISO 32000-2 table 257). */
const DEFAULT_LEVEL = 2;

/**
 * Whether a signature in the document locks a field: by its FieldMDP transform (ISO 32000-2 §12.8.2.4), or by
 * the /Lock of the signed field (table 236).
 */
export function isFieldLocked(
  document: PdfDocument,
  fields: readonly SignatureField[],
  fieldName: string,
): boolean {
  return signedFields(fields).some(({ lock, signature }) => {
    const locks = [...transformParameters(document, signature, 'FieldMDP'), ...(lock === null ? [] : [lock])];
    return locks.some((parameters) => lockCovers(document, parameters, fieldName));
  });
}

/** Whether a certification, or a lock that a signature closed, forbids every change (/P 1). */
export function forbidsChanges(document: PdfDocument, fields: readonly SignatureField[]): boolean {
  const { docMdp } = permissionSignatures(document);
  const certified = docMdp === null ? [] : transformParameters(document, docMdp, 'DocMDP');
  const transforms = signedFields(fields).flatMap(({ signature }) => {
    return transformParameters(document, signature, 'DocMDP');
  });
  const locks = signedFields(fields).flatMap(({ lock }) => (lock?.entries.has('P') === true ? [lock] : []));
  return [...certified, ...transforms, ...locks].some((parameters) => levelOf(document, parameters) === 1);
}

type SignedField = SignatureField & { readonly signature: SignatureDictionary };

function signedFields(fields: readonly SignatureField[]): readonly SignedField[] {
  return fields.filter((field): field is SignedField => field.signature !== null);
}

function levelOf(document: PdfDocument, parameters: PdfDictionary): number {
  const level = document.entry(parameters, 'P');
  return isInteger(level) ? level.value : DEFAULT_LEVEL;
}

function transformParameters(
  document: PdfDocument,
  signature: SignatureDictionary,
  method: string,
): readonly PdfDictionary[] {
  return arrayEntry(document, signature.dictionary, 'Reference').flatMap((item) => {
    const reference = document.resolve(item);
    if (reference.kind !== 'dictionary') return [];
    if (!isName(document.entry(reference, 'TransformMethod'), method)) return [];
    return document.dictionaryEntry(reference, 'TransformParams') ?? [];
  });
}

/** A name also covers the fields below it. */
function lockCovers(document: PdfDocument, lock: PdfDictionary, fieldName: string): boolean {
  const action = document.entry(lock, 'Action');
  const names = arrayEntry(document, lock, 'Fields').map((item) => textOf(document.resolve(item)));
  const listed = names.some((name) => name === fieldName || fieldName.startsWith(`${name ?? ''}.`));
  if (isName(action, 'All')) return true;
  if (isName(action, 'Include')) return listed;
  return isName(action, 'Exclude') && !listed;
}
