import { ByteBuilder } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../document.ts';
import { withStrings } from '../encryption/encrypted-strings.ts';
import type { RandomSource } from '../encryption/file-cipher.ts';
import { isLineEnd } from '../syntax/lexer.ts';
import {
  isInteger,
  pdfArray,
  pdfDictionary,
  type PdfDictionary,
  pdfNumber,
  type PdfObject,
  pdfReference,
  type PdfReference,
  pdfString,
} from '../syntax/objects.ts';
import { serializeIndirect, serializeStream } from '../syntax/serializer.ts';
import { expectObjectNumber } from '../xref/xref-entries.ts';
import { writeXrefStream, writeXrefTable, type WrittenObject } from './xref-writer.ts';

/** Bytes that name a version of a file (ISO 32000-2 §14.4). */
const FILE_ID_LENGTH = 16;

/** The bytes that an incremental update appends to a file, with the offset of each object in them. */
interface Increment {
  /** The bytes to write behind the original, which stays as it is. */
  readonly bytes: Uint8Array;
  /** Returns the offset of an object of this update, counted from the start of `bytes`. */
  offsetOf(reference: PdfReference): number;
}

/**
 * Gathers new and changed objects and writes them as one incremental update (ISO 32000-2 §7.5.6), with a
 * cross-reference section of the file's own kind. A hybrid file gets a table: every reader looks there first,
 * and its entries override the table and the hidden stream before it.
 */
export class IncrementBuilder {
  readonly #document: PdfDocument;
  readonly #bytes = new ByteBuilder();
  readonly #written = new Map<number, WrittenObject>();
  readonly #random: RandomSource;
  #size: number;

  /** @param random of which an encrypted file takes its fresh vectors, and every file the name of its new version */
  constructor(document: PdfDocument, random: RandomSource) {
    if (document.closed !== null) throw document.closed;
    this.#document = document;
    this.#random = random;
    this.#size = documentSize(document);
    if (needsLineEnd(document)) this.#bytes.append(latin1Bytes('\n'));
  }

  /** Reserves a reference for a new object. @throws CodedError PDF_OBJECT_NUMBER_TOO_LARGE */
  allocate(): PdfReference {
    const reference = pdfReference(expectObjectNumber(this.#size));
    this.#size += 1;
    return reference;
  }

  put(reference: PdfReference, object: PdfObject): void {
    const { objectNumber, generation } = reference;
    const written = this.encrypted(reference, object);
    this.putSerialized(reference, serializeIndirect(objectNumber, generation, written));
  }

  /** Returns an object as the file keeps it: with its strings encrypted as all others are. */
  encrypted(reference: PdfReference, object: PdfObject): PdfObject {
    const { cipher } = this.#document;
    if (cipher === null) return object;
    return withStrings(object, (bytes) => cipher.encryptString(reference, bytes, this.#random));
  }

  putStream(reference: PdfReference, dictionary: PdfDictionary, data: Uint8Array): void {
    const { objectNumber, generation } = reference;
    const { cipher } = this.#document;
    const kept = cipher === null ? data : cipher.encryptStream(reference, dictionary, data, this.#random);
    const entries = pdfDictionary(
      new Map([...dictionary.entries].map(([key, value]) => [key, this.encrypted(reference, value)])),
    );
    this.putSerialized(reference, serializeStream(objectNumber, generation, entries, kept));
  }

  /** Tells whether an object is already part of the update. */
  has(reference: PdfReference): boolean {
    return this.#written.has(reference.objectNumber);
  }

  /** Adds a whole `N G obj … endobj`. An object may be put once. */
  putSerialized(reference: PdfReference, bytes: Uint8Array): void {
    const { objectNumber, generation } = reference;
    if (this.#written.has(objectNumber)) throw new Error(`object ${String(objectNumber)} is written twice`);
    this.#written.set(objectNumber, { objectNumber, generation, offset: this.#bytes.length });
    this.#bytes.append(bytes);
  }

  /**
   * Writes the cross-reference section and the trailer.
   * @throws CodedError PDF_XREF_DAMAGED if a table cannot hold an offset (more than ten digits)
   */
  finish(): Increment {
    const base = this.#document.source.size;
    const style = this.#document.revisions.at(-1)?.sections[0]?.kind ?? 'table';
    const self = style === 'stream' ? this.allocate() : undefined;
    const start = this.#bytes.length;
    const fileId = this.#random(FILE_ID_LENGTH);
    const entries = trailerEntries(this.#document, this.#size, fileId);
    if (self !== undefined) {
      this.#written.set(self.objectNumber, { objectNumber: self.objectNumber, generation: 0, offset: start });
    }
    const objects = [...this.#written.values()].map((object) => ({
      ...object,
      offset: base + object.offset,
    }));
    this.#bytes.append(
      self === undefined ? writeXrefTable(objects, entries) : writeXrefStream(self, objects, entries),
    );
    this.#bytes.append(latin1Bytes(`startxref\n${String(base + start)}\n%%EOF\n`));
    return {
      bytes: this.#bytes.toBytes(),
      offsetOf: (reference) => this.#offsetOf(reference),
    };
  }

  #offsetOf(reference: PdfReference): number {
    const object = this.#written.get(reference.objectNumber);
    if (object === undefined) throw new Error('object is not part of the update');
    return object.offset;
  }
}

function needsLineEnd(document: PdfDocument): boolean {
  const last = document.source.read(document.source.size - 1, 1)[0];
  return last !== undefined && !isLineEnd(last);
}

/**
 * Returns one more than the highest object number. /Size should state it, but files exist whose sections
 * define objects beyond it.
 * @throws CodedError PDF_OBJECT_NUMBER_TOO_LARGE
 */
export function documentSize(document: PdfDocument): number {
  const declared = document.trailer.entries.get('Size');
  const sections = document.revisions.flatMap((revision) => revision.sections);
  const sizes = sections.map((section) => Math.max(section.entries.size, section.hidden?.entries.size ?? 0));
  const size = sizes.reduce((most, next) => Math.max(most, next), isInteger(declared) ? declared.value : 1);
  return expectObjectNumber(size - 1) + 1;
}

/**
 * Makes the trailer of an update: the file's /Root and /Info stay, the second half of /ID changes with every
 * version, and /Prev leads to the section before (ISO 32000-2 §7.5.5 and §14.4).
 */
function trailerEntries(
  document: PdfDocument,
  size: number,
  fileId: Uint8Array,
): ReadonlyMap<string, PdfObject> {
  const previous = document.revisions.at(-1)?.sections[0]?.offset ?? 0;
  const entries = new Map<string, PdfObject>([
    ['Size', pdfNumber(size)],
    ['Root', document.root],
  ]);
  const info = document.trailer.entries.get('Info');
  if (info?.kind === 'reference') entries.set('Info', info);
  // Encryption is one for all revisions (§7.6.1), and its dictionary is never written anew.
  const encryption = document.trailer.entries.get('Encrypt');
  if (encryption !== undefined) entries.set('Encrypt', encryption);
  // A key may depend on the first half of /ID, even where the file has none.
  const first = document.encrypted ? pdfString(new Uint8Array(0), 'hex') : pdfString(fileId, 'hex');
  entries.set('ID', pdfArray([originalId(document) ?? first, pdfString(fileId, 'hex')]));
  return entries.set('Prev', pdfNumber(previous));
}

function originalId(document: PdfDocument): PdfObject | undefined {
  const id = document.entry(document.trailer, 'ID');
  const first = id.kind === 'array' ? document.resolve(id.items[0]) : undefined;
  return first?.kind === 'string' ? pdfString(first.bytes, 'hex') : undefined;
}
