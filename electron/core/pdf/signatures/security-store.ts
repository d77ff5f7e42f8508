import { CERTIFICATE_BUDGET } from '../../budgets.ts';
import { orNullIfDamaged, overBudget } from '../../work-meter.ts';
import type { PdfDocument } from '../document.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';

/**
 * The document security store (ISO 32000-2 §12.8.4.3): certificates, revocation lists and OCSP responses that somebody
 * put beside the signatures. Anybody can: it is evidence that has to be checked, and never trusted by itself.
 */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly revocationLists: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
  /** Signed statements, JSON: see {@link STATEMENTS_KEY}. */
  readonly statements: readonly Uint8Array[];
}

/**
 * The key of the store under which this program keeps signed statements of platforms and roots. Names that begin with XX
 * are for private use (ISO 32000-2 annex E.2); other readers pass over them.
 */
export const STATEMENTS_KEY = 'XXSealDeskStatements';

/** A document without a store. */
export const EMPTY_STORE: SecurityStore = {
  certificates: [],
  revocationLists: [],
  ocspResponses: [],
  statements: [],
};

/** Reads the store, with what /VRI holds for each signature. Parts that cannot be read are left out. */
export function readSecurityStore(document: PdfDocument): SecurityStore {
  const store = document.dictionaryEntry(document.catalog, 'DSS');
  if (store === undefined) return EMPTY_STORE;
  const related = document.dictionaryEntry(store, 'VRI');
  const each =
    related === undefined
      ? []
      : [...related.entries.values()].flatMap((value) => dictionaryOf(document, value));
  const reader = new StreamReader(document);
  const from = (key: string, keyOfEach: string): Uint8Array[] => [
    ...reader.streamsOf(store, key),
    ...each.flatMap((one) => reader.streamsOf(one, keyOfEach)),
  ];
  return {
    certificates: from('Certs', 'Cert'),
    revocationLists: from('CRLs', 'CRL'),
    ocspResponses: from('OCSPs', 'OCSP'),
    statements: reader.streamsOf(store, STATEMENTS_KEY),
  };
}

function dictionaryOf(document: PdfDocument, value: PdfObject): PdfDictionary[] {
  const found = document.resolve(value);
  return found.kind === 'dictionary' ? [found] : [];
}

/** Reads each stream once: those of /VRI are usually those of the store itself. */
class StreamReader {
  readonly #document: PdfDocument;
  readonly #seen = new Set<number>();

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  streamsOf(holder: PdfDictionary, key: string): Uint8Array[] {
    const list = this.#document.entry(holder, key);
    return list.kind === 'array' ? list.items.flatMap((item) => this.#stream(item)) : [];
  }

  #stream(item: PdfObject): Uint8Array[] {
    if (item.kind !== 'reference' || this.#seen.has(item.objectNumber)) return [];
    this.#seen.add(item.objectNumber);
    const { storeEntries, storeEntryBytes } = CERTIFICATE_BUDGET;
    if (this.#seen.size > storeEntries) throw overBudget('storeEntries', storeEntries);
    const stream = this.#document.resolve(item);
    if (stream.kind !== 'stream') return [];
    const data = orNullIfDamaged(() => this.#document.streamData(stream, storeEntryBytes));
    return data === null ? [] : [data];
  }
}
