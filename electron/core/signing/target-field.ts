import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { arrayEntry, formFields } from '../pdf/forms/form-fields.ts';
import { textOf } from '../pdf/forms/text-string.ts';
import {
  permissionSignatures,
  type SignatureDictionary,
  type SignatureField,
} from '../pdf/signatures/signature-fields.ts';
import { isInteger, isName, type PdfDictionary } from '../pdf/syntax/objects.ts';

/**
 * Finds the empty field of this name.
 * @throws CodedError FIELD_NOT_FOUND, FIELD_ALREADY_SIGNED, FIELD_LOCKED
 */
export function emptyField(
  document: PdfDocument,
  fields: readonly SignatureField[],
  name: string,
): SignatureField {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined)
    throw new CodedError('FIELD_NOT_FOUND', `no signature field ${name}`, { field: name });
  if (document.resolve(field.value).kind !== 'null') {
    throw new CodedError('FIELD_ALREADY_SIGNED', `${name} is signed`, { field: name });
  }
  if (field.readOnly || isFieldLocked(document, fields, name)) throw locked(name);
  return field;
}

/**
 * Finds a name that no field has.
 * @param base the beginning of the name; a number follows
 * @throws CodedError FIELD_LOCKED if a signature locks future fields
 */
export function freshFieldName(
  document: PdfDocument,
  fields: readonly SignatureField[],
  base: string,
): string {
  const taken = new Set(formFields(document).map((field) => field.name.split('.')[0]));
  let number = 1;
  while (taken.has(`${base}${String(number)}`)) number += 1;
  const name = `${base}${String(number)}`;
  if (isFieldLocked(document, fields, name)) throw locked(name);
  return name;
}

function locked(name: string): CodedError {
  return new CodedError('FIELD_LOCKED', `an earlier signature locks ${name}`, { field: name });
}

/** The default of DocMDP: filling in forms and signing are allowed (ISO 32000-2 table 257). */
const DEFAULT_LEVEL = 2;

/**
 * Tells whether a signature in the document locks a field, by its FieldMDP transform (ISO 32000-2 §12.8.2.4)
 * or by the /Lock of the signed field (table 236).
 */
export function isFieldLocked(
  document: PdfDocument,
  fields: readonly SignatureField[],
  fieldName: string,
): boolean {
  return locksIn(document, fields).some((lock) => lockCovers(document, lock, fieldName));
}

function locksIn(document: PdfDocument, fields: readonly SignatureField[]): readonly PdfDictionary[] {
  return signedFields(fields).flatMap(({ lock, signature }) => [
    ...transformParameters(document, signature, 'FieldMDP'),
    ...(lock === null ? [] : [lock]),
  ]);
}

/**
 * Tells whether a signature locks a field that did not exist when it was made. An exclusion names fields of its own
 * document: it locks the others among them, and says nothing of a field that somebody adds later.
 */
export function isFutureFieldLocked(
  document: PdfDocument,
  fields: readonly SignatureField[],
  fieldName: string,
): boolean {
  return locksIn(document, fields).some(
    (lock) => !isName(document.entry(lock, 'Action'), 'Exclude') && lockCovers(document, lock, fieldName),
  );
}

/** Tells whether a certification, or a lock that a signature closed, forbids every change (/P 1). */
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

/** Tells whether a lock covers a field; a name also covers the fields below it. */
function lockCovers(document: PdfDocument, lock: PdfDictionary, fieldName: string): boolean {
  const action = document.entry(lock, 'Action');
  const names = arrayEntry(document, lock, 'Fields').map((item) => textOf(document.resolve(item)));
  const listed = names.some((name) => name === fieldName || fieldName.startsWith(`${name ?? ''}.`));
  if (isName(action, 'All')) return true;
  if (isName(action, 'Include')) return listed;
  return isName(action, 'Exclude') && !listed;
}
