import { equalBytes } from '../bytes/byte-arrays.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { RandomSource } from '../pdf/encryption/file-cipher.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import { readSecurityStore, type SecurityStore, STATEMENTS_KEY } from '../pdf/signatures/security-store.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  type PdfObject,
  type PdfReference,
  withEntries,
} from '../pdf/syntax/objects.ts';

/** The keys of a store (ISO 32000-2 table 261), and our own. */
const KEYS = {
  certificates: 'Certs',
  revocationLists: 'CRLs',
  ocspResponses: 'OCSPs',
  statements: STATEMENTS_KEY,
} as const satisfies Record<keyof SecurityStore, string>;

/**
 * Makes an incremental update that adds a document security store (ISO 32000-2 §12.8.4.3) and nothing else: what the
 * signatures of a document rest on.
 * @param random names the new version of the file (/ID), and begins what is encrypted
 * @returns the bytes to write behind the document
 */
export function securityStoreUpdate(
  document: PdfDocument,
  evidence: SecurityStore,
  random: RandomSource,
): Uint8Array {
  const builder = new IncrementBuilder(document, random);
  const store = putStore(document, builder, evidence);
  builder.put(document.root, withEntries(document.catalog, { DSS: store }));
  return builder.finish().bytes;
}

/** Writes the store as an object of its own. What the document has already is not written again. */
export function putStore(
  document: PdfDocument,
  builder: IncrementBuilder,
  evidence: SecurityStore,
): PdfReference {
  const present = document.dictionaryEntry(document.catalog, 'DSS');
  const known = readSecurityStore(document);
  const entries: Record<string, PdfObject> = { Type: pdfName('DSS') };
  for (const part of partsOf(KEYS)) {
    const kept = present === undefined ? [] : itemsOf(document, document.entry(present, KEYS[part]));
    const fresh = evidence[part].filter((der) => !known[part].some((each) => equalBytes(each, der)));
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
