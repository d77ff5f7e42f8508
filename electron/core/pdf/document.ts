import type { CodedError } from '../../shared/errors.ts';
import { PDF_BUDGET } from '../budgets.ts';
import { type ByteSource, limitedSource, viewOf } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { withStrings } from './encryption/encrypted-strings.ts';
import type { FileCipher } from './encryption/file-cipher.ts';
import { type FileEncryption, openEncryption } from './encryption/open-encryption.ts';
import type { DocumentRights } from './encryption/permissions.ts';
import { decodeStreamData } from './filters/decode-stream.ts';
import { ObjectStream, type ReadObject, readObjectAt, RecentValues } from './object-store.ts';
import { overBudget } from '../work-meter.ts';
import { damaged } from './syntax/lexer.ts';
import {
  PDF_NULL,
  isInteger,
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfReference,
  type PdfStream,
} from './syntax/objects.ts';
import { type ObjectPlace, RevisionIndex } from './xref/revision-index.ts';
import type { Revision } from './xref/revisions.ts';
import type { CompressedEntry, XrefEntry } from './xref/xref-entries.ts';

const OBJECTS_KEPT = 8192;
/** Bytes of syntax; objects in memory are some twenty times as large. */
const SYNTAX_KEPT = 4 * 1024 * 1024;
/** The same for the objects of one version that lie in streams. */
const COMPRESSED_KEPT = 1024 * 1024;
const OBJECT_STREAMS_KEPT = 64;
const STREAM_BYTES_KEPT = 16 * 1024 * 1024;
const VERSIONS_KEPT = 4;

/** The number under which an object was read. */
type PlacedNumber = Pick<PdfReference, 'objectNumber' | 'generation'>;

/** What all versions of one file share: the same bytes at the same place are the same object in each of them. */
class FileObjects {
  readonly index: RevisionIndex;
  /** Null for a file without encryption. */
  readonly encryption: FileEncryption | null;
  readonly objects = new RecentValues<ReadObject & PlacedNumber>(OBJECTS_KEPT, SYNTAX_KEPT);
  /** Object streams whose dictionaries need no other object, by their offsets. */
  readonly streams = new RecentValues<ObjectStream>(OBJECT_STREAMS_KEPT, STREAM_BYTES_KEPT);
  /** How many objects are being read, each because of the one before. */
  depth = 0;

  constructor(source: ByteSource, revisions: readonly Revision[]) {
    this.index = new RevisionIndex(revisions);
    this.encryption = openEncryption({ source, revisions, index: this.index });
  }
}

/** A PDF file as of one of its revisions. Objects are read when they are asked for; few are kept. */
export class PdfDocument {
  readonly source: ByteSource;
  /** The version in the file's header, such as "1.7"; the catalog may name a later one. */
  readonly headerVersion: string;
  /** The revisions, the oldest first, up to the one that this document shows. */
  readonly revisions: readonly Revision[];
  readonly trailer: PdfDictionary;
  readonly #file: FileObjects;
  /** Objects in object streams, by their numbers. */
  readonly #compressed = new RecentValues<PdfObject>(OBJECTS_KEPT, COMPRESSED_KEPT);
  readonly #versions = new RecentValues<PdfDocument>(VERSIONS_KEPT, VERSIONS_KEPT);

  constructor(
    source: ByteSource,
    headerVersion: string,
    revisions: readonly Revision[],
    file = new FileObjects(source, revisions),
  ) {
    const newest = revisions.at(-1);
    if (newest === undefined) throw damaged('no revision', undefined, 'PDF_XREF_DAMAGED');
    this.source = source;
    this.headerVersion = headerVersion;
    this.revisions = revisions;
    this.#file = file;
    this.trailer = newest.trailer;
  }

  /**
   * Returns the same file as it was when revision `index` was its last, without the bytes that followed: an entry that
   * led beyond the end led nowhere then.
   */
  asOf(index: number): PdfDocument {
    if (index === this.revisions.length - 1) return this;
    return this.#versions.get(index, () => {
      const revisions = this.revisions.slice(0, index + 1);
      const end = revisions.at(-1)?.end ?? null;
      const source = end === null ? this.source : limitedSource(this.source, end);
      return { value: new PdfDocument(source, this.headerVersion, revisions, this.#file), weight: 1 };
    });
  }

  /** The error of the budget that reading this document has exceeded; null if none was. */
  get overBudget(): CodedError | null {
    return this.source.meter?.exceeded ?? null;
  }

  /** Whether a trailer of the file names an encryption dictionary. */
  get encrypted(): boolean {
    return this.#file.encryption !== null;
  }

  /**
   * Why the strings and streams of the file cannot be read: PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG,
   * PDF_ENCRYPTION_UNSUPPORTED, PDF_ENCRYPTION_DAMAGED or PDF_ENCRYPTION_CHANGED. Null if they can be.
   */
  get closed(): CodedError | null {
    const { encryption } = this.#file;
    return encryption?.kind === 'closed' ? encryption.error : null;
  }

  /** Reads and writes strings and streams of an encrypted file; null for a file without encryption, or a closed one. */
  get cipher(): FileCipher | null {
    const { encryption } = this.#file;
    return encryption?.kind === 'open' ? encryption.cipher : null;
  }

  /** What the password given allows; null for a file without encryption, or a closed one. */
  get rights(): (DocumentRights & { readonly passwordRefused: boolean }) | null {
    const { encryption } = this.#file;
    return encryption?.kind === 'open' ? encryption : null;
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
    return this.#file.index.find(objectNumber, this.revisions.length - 1);
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
    return this.#load(reference, place.entry);
  }

  /** Follows references to a value; a missing value is null. @throws CodedError PDF_DAMAGED on a loop */
  resolve(object: PdfObject | undefined): PdfObject {
    let value = object ?? PDF_NULL;
    for (let hops = 0; value.kind === 'reference'; hops += 1) {
      if (hops > PDF_BUDGET.chain) throw damaged('references loop');
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

  /**
   * Returns the data of a stream, decrypted, before its filters are undone.
   * @throws CodedError PDF_DAMAGED if /Length is wrong, and that of {@link closed}
   */
  rawStreamData(stream: PdfStream, limit: number): Uint8Array {
    return this.#rawData(stream, limit, (offset, length) => this.source.read(offset, length));
  }

  #rawData(stream: PdfStream, limit: number, take: ByteSource['read']): Uint8Array {
    const length = this.entry(stream.dictionary, 'Length');
    if (!isInteger(length) || length.value < 0) throw damaged('/Length', stream.dataOffset);
    if (length.value > limit) throw damaged('stream too large', stream.dataOffset);
    const data = take(stream.dataOffset, length.value);
    const ending = viewOf(this.source, stream.dataOffset + length.value, 16);
    if (data.length < length.value || !isStreamEnd(ending)) {
      throw damaged('/Length does not lead to endstream', stream.dataOffset);
    }
    return this.#decrypted(stream, data);
  }

  /**
   * Returns the data of a stream with its filters undone. @throws CodedError PDF_DAMAGED,
   * PDF_UNSUPPORTED_FILTER
   */
  streamData(stream: PdfStream, limit: number): Uint8Array {
    return this.#unpacked(stream, this.rawStreamData(stream, limit), limit);
  }

  /**
   * Returns the same as {@link streamData}, for somebody who only reads it and soon forgets it: it may be memory that the
   * source keeps. @throws CodedError as that does
   */
  streamContent(stream: PdfStream, limit: number): Uint8Array {
    const raw = this.#rawData(stream, limit, (offset, length) => viewOf(this.source, offset, length));
    return this.#unpacked(stream, raw, limit);
  }

  #unpacked({ dictionary }: PdfStream, raw: Uint8Array, limit: number): Uint8Array {
    const budget = { most: limit, meter: this.source.meter };
    return decodeStreamData(raw, dictionary, (object) => this.resolve(object), budget);
  }

  #decrypted({ dictionary, encryptedAs }: PdfStream, data: Uint8Array): Uint8Array {
    if (this.closed !== null) throw this.closed;
    if (encryptedAs === undefined || this.cipher === null) return data;
    return this.cipher.decryptStream(encryptedAs, dictionary, (object) => this.resolve(object), data);
  }

  /** Reads an object, with its strings in clear unless the file is closed (ISO 32000-2 §7.6.2). */
  #readAt({ offset, generation }: { offset: number; generation: number }, objectNumber: number): ReadObject {
    const read = readObjectAt(this.source, offset, objectNumber, generation);
    const { encryption } = this.#file;
    if (encryption?.kind !== 'open' || encryption.holder?.objectNumber === objectNumber) return read;
    // Cross-reference streams are in clear (§7.5.8.2), their /ID too.
    if (read.object.kind === 'stream' && isName(read.object.dictionary.entries.get('Type'), 'XRef'))
      return read;
    const holder = pdfReference(objectNumber, generation);
    const { cipher } = encryption;
    const object = withStrings(read.object, (bytes) => cipher.decryptString(holder, bytes));
    return { ...read, object: object.kind === 'stream' ? { ...object, encryptedAs: holder } : object };
  }

  #load(reference: PdfReference, entry: XrefEntry): PdfObject {
    if (entry.kind === 'free') return PDF_NULL;
    if (entry.kind === 'compressed') return this.#loadCompressed(reference.objectNumber, entry);
    const { objectNumber, generation } = reference;
    const read = (): ReadObject => this.#readAt(entry, objectNumber);
    const kept = this.#file.objects.get(entry.offset, () => {
      const found = read();
      return { value: { ...found, objectNumber, generation }, weight: found.length };
    });
    // A later version may have read an object that only its own bytes complete.
    if (entry.offset + kept.length > this.source.size) return read().object;
    // A table may lead two numbers to one place; whoever asks for the other one is refused as always.
    const isAsked = kept.objectNumber === objectNumber && kept.generation === generation;
    return isAsked ? kept.object : read().object;
  }

  #loadCompressed(objectNumber: number, { stream, index }: CompressedEntry): PdfObject {
    return this.#compressed.get(objectNumber, () => {
      const { object, length } = this.objectStream(stream).objectAt(index, objectNumber);
      return { value: object, weight: length };
    });
  }

  /**
   * Returns the object stream of this number. @throws CodedError PDF_DAMAGED, PDF_XREF_DAMAGED, FILE_OVER_BUDGET, and that
   * of {@link closed}
   */
  objectStream(objectNumber: number): ObjectStream {
    if (this.closed !== null) throw this.closed;
    const place = this.locate(objectNumber);
    if (place?.entry.kind !== 'offset') throw damaged('object stream', undefined, 'PDF_XREF_DAMAGED');
    const { offset } = place.entry;
    const stream = this.#load(pdfReference(objectNumber, place.entry.generation), place.entry);
    if (stream.kind !== 'stream') throw damaged('not an object stream', offset);
    const read = (): ObjectStream => this.#nested(() => this.#readObjectStream(stream, offset));
    const length = stream.dictionary.entries.get('Length');
    const isWhole = isInteger(length) && stream.dataOffset + length.value <= this.source.size;
    if (!isWhole || !isSelfContained(stream.dictionary)) return read();
    return this.#file.streams.get(offset, () => {
      const value = read();
      return { value, weight: value.length };
    });
  }

  /** Reads an object for which others may have to be read; they may not lead on and on. */
  #nested<T>(read: () => T): T {
    if (this.#file.depth >= PDF_BUDGET.chain) throw overBudget('chain', PDF_BUDGET.chain);
    this.#file.depth += 1;
    try {
      return read();
    } finally {
      this.#file.depth -= 1;
    }
  }

  #readObjectStream(stream: PdfStream, offset: number): ObjectStream {
    if (!isName(this.entry(stream.dictionary, 'Type'), 'ObjStm'))
      throw damaged('not an object stream', offset);
    const count = this.entry(stream.dictionary, 'N');
    const first = this.entry(stream.dictionary, 'First');
    if (!isInteger(count) || !isInteger(first) || count.value < 0 || first.value < 0) {
      throw damaged('object stream header', offset);
    }
    const data = this.streamData(stream, PDF_BUDGET.streamBytes);
    return new ObjectStream(data, count.value, first.value, this.source.meter);
  }
}

/** Tells whether a dictionary has no reference, so that it means the same in every version of the file. */
function isSelfContained({ entries }: PdfDictionary): boolean {
  return [...entries].every(([key, value]) => key === 'Extends' || isDirect(value));
}

function isDirect(object: PdfObject): boolean {
  if (object.kind === 'reference') return false;
  if (object.kind === 'array') return object.items.every(isDirect);
  return object.kind !== 'dictionary' || [...object.entries.values()].every(isDirect);
}

const END_OF_STREAM = latin1Bytes('endstream');
/** What may stand before it: white space of any kind. */
const SPACES: ReadonlySet<number> = new Set(latin1Bytes('\t\n\v\f\r \u00a0'));

function isStreamEnd(bytes: Uint8Array): boolean {
  let at = 0;
  while (SPACES.has(bytes[at] ?? 0)) at += 1;
  return END_OF_STREAM.every((byte, index) => bytes[at + index] === byte);
}
