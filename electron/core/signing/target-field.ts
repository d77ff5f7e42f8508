import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { formFields } from '../pdf/forms/form-fields.ts';
import type { SignatureField } from '../pdf/signatures/signature-fields.ts';
import { isFieldLocked } from './field-locks.ts';

/**
 * The empty field of this name.
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
 * A name that no field has.
 * @param base what it begins with; a number follows
 * @throws CodedError FIELD_LOCKED where a signature locks fields yet to come
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
