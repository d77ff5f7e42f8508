import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { RandomSource } from '../pdf/encryption/file-cipher.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import type { SecurityStore } from '../pdf/signatures/security-store.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { forbidsChanges, freshFieldName } from './target-field.ts';
import { addHiddenField } from './prepare-signature.ts';
import { finishIncrement, type PreparedSignature } from './prepared-signature.ts';
import { TIME_STAMP_LENGTH } from './seal-request.ts';
import { putStore } from './put-security-store.ts';
import { expectAllowed, expectSealable } from './sealable.ts';

/** The beginning of the names of new fields. */
const NAME_BASE = 'ArchiveStamp';

/**
 * Runs the first stage of an archive time stamp (归档时间戳): an incremental update with a document security store
 * (ISO 32000-2 §12.8.4.3), which keeps what an earlier one has, and the field of a document time stamp (§12.8.5) over it
 * all. The other stages are those of a signature; its value is the time-stamp token over the covered bytes.
 * @param evidence what the signatures rest on
 * @param random names the new version of the file (/ID), and begins what is encrypted
 * @throws CodedError PDF_CERTIFIED_NO_CHANGES, FIELD_LOCKED, and as `prepareSeal` does for damage
 */
export function prepareArchiveStamp(
  document: PdfDocument,
  evidence: SecurityStore,
  random: RandomSource,
): PreparedSignature {
  expectSealable(document);
  const fields = signatureFields(document);
  if (forbidsChanges(document, fields)) {
    throw new CodedError('PDF_CERTIFIED_NO_CHANGES', 'certified against every change');
  }
  expectAllowed(document, { newField: true, annotations: false });
  const fieldName = freshFieldName(document, fields, NAME_BASE);
  const builder = new IncrementBuilder(document, random);
  const signature = builder.allocate();
  const store = putStore(document, builder, evidence);
  addHiddenField(document, builder, fieldName, signature, { DSS: store });
  return finishIncrement(builder, {
    sourceSize: document.source.size,
    fieldName,
    signature,
    entries: { format: 'timeStamp', name: null, signedAt: null, reservedLength: TIME_STAMP_LENGTH },
  });
}
