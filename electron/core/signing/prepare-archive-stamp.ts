import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { RandomSource } from '../pdf/encryption/file-cipher.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import { readSecurityStore, type SecurityStore, STATEMENTS_KEY } from '../pdf/signatures/security-store.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  type PdfObject,
  type PdfReference,
  withEntries,
} from '../pdf/syntax/objects.ts';
import { forbidsChanges, freshFieldName } from './target-field.ts';
import { addHiddenField } from './prepare-signature.ts';
import { finishIncrement, type PreparedSignature } from './prepared-signature.ts';
import { TIME_STAMP_LENGTH } from './seal-request.ts';
import { expectAllowed, expectSealable } from './sealable.ts';

/** The beginning of the names of new fields. */
const NAME_BASE = 'ArchiveStamp';

/** The keys of a store (ISO 32000-2 table 261), and our own. */
const KEYS = {
  certificates: 'Certs',
  revocationLists: 'CRLs',
  ocspResponses: 'OCSPs',
  statements: STATEMENTS_KEY,
} as const satisfies Record<keyof SecurityStore, string>;

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

/** Writes the store as an object of its own. What the document has already is not written again. */
function putStore(document: PdfDocument, builder: IncrementBuilder, evidence: SecurityStore): PdfReference {
  const present = document.dictionaryEntry(document.catalog, 'DSS');
  const known = readSecurityStore(document);
  const entries: Record<string, PdfObject> = { Type: pdfName('DSS') };
  for (const part of partsOf(KEYS)) {
    const kept = present === undefined ? [] : itemsOf(document, document.entry(present, KEYS[part]));
    const fresh = evidence[part].filter(
      (der, index, all) =>
        !known[part].some((each) => equalBytes(each, der)) &&
        all.findIndex((each) => equalBytes(each, der)) === index,
    );
    const added = fresh.map((bytes) => putStream(builder, bytes));
    if (kept.length + added.length > 0) entries[KEYS[part]] = pdfArray([...kept, ...added]);
  }
  const reference = builder.allocate();
  builder.put(reference, withEntries(present ?? pdfDictionary({}), entries));
  return reference;
}

function partsOf(keys: typeof KEYS): (keyof typeof KEYS)[] {
  // Object.keys knows no types; the keys of this constant are its own.
  return Object.keys(keys) as (keyof typeof KEYS)[];
}

function itemsOf(document: PdfDocument, value: PdfObject): readonly PdfObject[] {
  const found = document.resolve(value);
  return found.kind === 'array' ? found.items : [];
}

function putStream(builder: IncrementBuilder, bytes: Uint8Array): PdfReference {
  const reference = builder.allocate();
  builder.putStream(reference, pdfDictionary({}), bytes);
  return reference;
}
