import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { RandomSource } from '../pdf/encryption/file-cipher.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pageAt } from '../pdf/pages/page-tree.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import type { PdfObject, PdfReference } from '../pdf/syntax/objects.ts';
import { forbidsChanges, emptyField, freshFieldName } from './target-field.ts';
import { addAnnotations, addField, fillField, hiddenField, markSigned } from './form-changes.ts';
import { finishIncrement, type PreparedSignature } from './prepared-signature.ts';
import { expectAllowed, expectSealable } from './sealable.ts';
import type { SignatureEntries } from './signature-object.ts';

/** The beginning of the names of new fields. */
const NAME_BASE = 'Signature';

/** An ordinary signature, which shows no picture. */
export interface SignatureRequest extends Omit<SignatureEntries, 'format'> {
  /** `adbe.pkcs7.detached`, or `ETSI.CAdES.detached` (§12.8.3.4). */
  readonly format: 'cms' | 'cades';
  /** The name of an empty signature field; null makes a field that shows nothing. */
  readonly field: string | null;
  /** Names the signed version of the file (/ID), and begins what is encrypted. */
  readonly random: RandomSource;
}

/**
 * Runs the first stage of an ordinary signature (ISO 32000-2 §12.8.3.3). The other stages are those of a seal, with
 * SHA-256 in place of SM3 unless the key is one of SM2.
 * @throws CodedError as `prepareSeal` does, except those of places and pictures
 */
export function prepareSignature(document: PdfDocument, request: SignatureRequest): PreparedSignature {
  expectSealable(document);
  const fields = signatureFields(document);
  if (forbidsChanges(document, fields)) {
    throw new CodedError('PDF_CERTIFIED_NO_CHANGES', 'certified against every change');
  }
  const field = request.field === null ? null : emptyField(document, fields, request.field);
  expectAllowed(document, { newField: field === null, annotations: false });
  const fieldName = field?.name ?? freshFieldName(document, fields, NAME_BASE);
  const builder = new IncrementBuilder(document, request.random);
  const signature = builder.allocate();
  if (field === null) addHiddenField(document, builder, fieldName, signature);
  else {
    fillField(builder, field, {}, signature);
    markSigned(document, builder);
  }
  return finishIncrement(builder, {
    sourceSize: document.source.size,
    fieldName,
    signature,
    entries: request,
  });
}

/** Adds a signature field that shows nothing, with its value. @param catalog further entries of the catalog */
export function addHiddenField(
  document: PdfDocument,
  builder: IncrementBuilder,
  name: string,
  signature: PdfReference,
  catalog: Readonly<Record<string, PdfObject>> = {},
): void {
  const page = pageAt(document, 0);
  const reference = builder.allocate();
  builder.put(reference, hiddenField(name, { page, geometry: pageGeometry(document, page) }, signature));
  addAnnotations(document, builder, [{ page, reference }]);
  addField(document, builder, reference, catalog);
}
