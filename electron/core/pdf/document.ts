import type { ByteSource } from '../bytes/byte-source.ts';
import { decodeStreamData } from './filters/decode-stream.ts';
import { ObjectStream, readObjectAt, RecentValues } from './object-store.ts';
import { damaged } from './syntax/lexer.ts';
import {
  PDF_NULL,
  isInteger,
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './syntax/objects.ts';
import { entryInRevision, type Revision } from './xref/revisions.ts';
import type { XrefEntry } from './xref/xref-entries.ts';

const OBJECTS_KEPT = 256;
const OBJECT_STREAMS_KEPT = 4;
/** Writers put about a hundred objects into one stream. */
const OBJECT_STREAM_LIMIT = 64 * 1024 * 1024;
const REFERENCE_CHAIN_LIMIT = 16;

/** The place of an object's current definition. */
export interface ObjectPlace {
  readonly entry: XrefEntry;
  /** The index into {@link PdfDocument.revisions}. */
  readonly revision: number;
}

/** A PDF file as of one of its revisions. Objects are read when they are asked for; few are kept. */
export class PdfDocument {
  readonly source: ByteSource;
  /** The version in the file's header, such as "1.7"; the catalog may name a later one. */
  readonly headerVersion: string;
  /** The revisions, the oldest first, up to the one that this document shows. */
  readonly revisions: readonly Revision[];
  readonly trailer: PdfDictionary;
  readonly #objects = new RecentValues<PdfObject>(OBJECTS_KEPT);
  readonly #objectStreams = new RecentValues<ObjectStream>(OBJECT_STREAMS_KEPT);

  constructor(source: ByteSource, headerVersion: string, revisions: readonly Revision[]) {
    const newest = revisions.at(-1);
    if (newest === undefined) throw damaged('no revision', undefined, 'PDF_XREF_DAMAGED');
    this.source = source;
    this.headerVersion = headerVersion;
    this.revisions = revisions;
    this.trailer = newest.trailer;
  }

  /** Returns the same file as it was when revision `index` was its last. */
  asOf(index: number): PdfDocument {
    return new PdfDocument(this.source, this.headerVersion, this.revisions.slice(0, index + 1));
  }

  /** Whether the trailer names an encryption dictionary. */
  get encrypted(): boolean {
    return (this.trailer.entries.get('Encrypt') ?? PDF_NULL).kind !== 'null';
  }

  /** The reference to the catalog. @throws CodedError PDF_DAMAGED */
  get root(): PdfReference {
    const root = this.trailer.entries.get('Root');
    if (root?.kind !== 'reference') throw damaged('/Root is not a reference');
    return root;
  }

  /** The catalog. @throws CodedError PDF_DAMAGED */
  get catalog(): PdfDictionary {
    const catalog = this.get(this.root);
    if (catalog.kind !== 'dictionary') throw damaged('/Root is not a dictionary');
    return catalog;
  }

  /** Finds an object's current definition; undefined if no revision mentions it. */
  locate(objectNumber: number): ObjectPlace | undefined {
    for (let revision = this.revisions.length - 1; revision >= 0; revision -= 1) {
      const candidate = this.revisions[revision];
      const entry = candidate === undefined ? undefined : entryInRevision(candidate, objectNumber);
      if (entry !== undefined) return { entry, revision };
    }
    return undefined;
  }

  /**
   * Returns the object behind a reference; null for one that is free, absent or of another generation
   * (§7.3.10).
   */
  get(reference: PdfReference): PdfObject {
    const place = this.locate(reference.objectNumber);
    if (place === undefined || place.entry.kind === 'free') return PDF_NULL;
    const generation = place.entry.kind === 'offset' ? place.entry.generation : 0;
    if (generation !== reference.generation) return PDF_NULL;
    const { entry } = place;
    return this.#objects.get(reference.objectNumber, () => this.#load(reference, entry));
  }

  /** Follows references to a value; a missing value is null. @throws CodedError PDF_DAMAGED on a loop */
  resolve(object: PdfObject | undefined): PdfObject {
    let value = object ?? PDF_NULL;
    for (let hops = 0; value.kind === 'reference'; hops += 1) {
      if (hops > REFERENCE_CHAIN_LIMIT) throw damaged('references loop');
      value = this.get(value);
    }
    return value;
  }

  /** Returns the value of a key and follows references. */
  entry(dictionary: PdfDictionary, key: string): PdfObject {
    return this.resolve(dictionary.entries.get(key));
  }

  /** Returns the value of a key if it is a dictionary. */
  dictionaryEntry(dictionary: PdfDictionary, key: string): PdfDictionary | undefined {
    const value = this.entry(dictionary, key);
    return value.kind === 'dictionary' ? value : undefined;
  }

  /** Returns the data of a stream as the file keeps it. @throws CodedError PDF_DAMAGED if /Length is wrong */
  rawStreamData(stream: PdfStream, limit: number): Uint8Array {
    const length = this.entry(stream.dictionary, 'Length');
    if (!isInteger(length) || length.value < 0) throw damaged('/Length', stream.dataOffset);
    if (length.value > limit) throw damaged('stream too large', stream.dataOffset);
    const data = this.source.read(stream.dataOffset, length.value);
    const ending = this.source.read(stream.dataOffset + length.value, 16);
    if (data.length < length.value || !/^\s*endstream/.test(String.fromCharCode(...ending))) {
      throw damaged('/Length does not lead to endstream', stream.dataOffset);
    }
    return data;
  }

  /**
   * Returns the data of a stream with its filters undone. @throws CodedError PDF_DAMAGED,
   * PDF_UNSUPPORTED_FILTER
   */
  streamData(stream: PdfStream, limit: number): Uint8Array {
    const raw = this.rawStreamData(stream, limit);
    return decodeStreamData(raw, stream.dictionary, (object) => this.resolve(object), limit);
  }

  /** Returns the object stream of this number. @throws CodedError PDF_ENCRYPTED, PDF_DAMAGED */
  objectStream(objectNumber: number): ObjectStream {
    return this.#objectStreams.get(objectNumber, () => this.#loadObjectStream(objectNumber));
  }

  #load(reference: PdfReference, entry: XrefEntry): PdfObject {
    if (entry.kind === 'free') return PDF_NULL;
    if (entry.kind === 'compressed') {
      return this.objectStream(entry.stream).objectAt(entry.index, reference.objectNumber);
    }
    return readObjectAt(this.source, entry.offset, reference.objectNumber, reference.generation);
  }

  #loadObjectStream(objectNumber: number): ObjectStream {
    if (this.encrypted) throw damaged('object stream of an encrypted file', undefined, 'PDF_ENCRYPTED');
    const place = this.locate(objectNumber);
    if (place?.entry.kind !== 'offset') throw damaged('object stream', undefined, 'PDF_XREF_DAMAGED');
    const stream = readObjectAt(this.source, place.entry.offset, objectNumber, place.entry.generation);
    if (stream.kind !== 'stream' || !isName(this.entry(stream.dictionary, 'Type'), 'ObjStm')) {
      throw damaged('not an object stream', place.entry.offset);
    }
    const count = this.entry(stream.dictionary, 'N');
    const first = this.entry(stream.dictionary, 'First');
    if (!isInteger(count) || !isInteger(first) || count.value < 0 || first.value < 0) {
      throw damaged('object stream header', place.entry.offset);
    }
    return new ObjectStream(this.streamData(stream, OBJECT_STREAM_LIMIT), count.value, first.value);
  }
}
