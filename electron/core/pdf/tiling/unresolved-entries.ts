import { ByteReader } from '../../bytes/byte-source.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { PdfDocument } from '../document.ts';
import { isInteger, type PdfStream, pdfReference } from '../syntax/objects.ts';
import { readObjectHeader } from '../syntax/parser.ts';
import { objectsOfRevision } from '../xref/revisions.ts';
import type { CompressedEntry, XrefEntry } from '../xref/xref-entries.ts';

/** An object that the tables list and no reader can find where they say. */
export interface UnresolvedEntry {
  readonly objectNumber: number;
  readonly why:
    /** The offset is beyond the end of the file. */
    | 'beyondEnd'
    /** Another object, or none, begins at the offset. */
    | 'otherPlace'
    /** The object stream does not exist. */
    | 'noStream'
    /** The object stream holds another object at this index. */
    | 'notInStream'
    /** The number is not below /Size, and some readers drop the entry. */
    | 'aboveSize';
}

/**
 * Lists the entries of a document that lead to no object. They occur in files of careless writers and hide nothing as
 * long as the file stays as it is. But whoever adds a revision could bring what they lead to, so that an object appears
 * that no later section lists: whoever seals such a document seals what it shows today, and what it may show then.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function unresolvedEntries(document: PdfDocument): readonly UnresolvedEntry[] {
  const size = declaredSize(document);
  const listed = currentEntries(document);
  return listed.flatMap(([objectNumber, entry]) => {
    const why = objectNumber >= size ? 'aboveSize' : faultOfEntry(document, objectNumber, entry);
    return why === null ? [] : [{ objectNumber, why }];
  });
}

/**
 * Tells which entries of a former version that led nowhere lead to an object now.
 * @param unresolved those of the former version
 */
export function resolvedSince(
  after: PdfDocument,
  unresolved: readonly UnresolvedEntry[],
): UnresolvedEntry | undefined {
  const size = declaredSize(after);
  return unresolved.find(({ objectNumber }) => {
    const entry = after.locate(objectNumber)?.entry;
    if (entry === undefined || entry.kind === 'free' || objectNumber >= size) return false;
    return faultOfEntry(after, objectNumber, entry) === null;
  });
}

/**
 * Finds a stream whose data, by its /Length, reach beyond the end of the document: what was added behind would become
 * part of it.
 * @returns its object number; null if there is none
 * @throws CodedError FILE_OVER_BUDGET
 */
export function streamBeyondEnd(document: PdfDocument): number | null {
  for (const [objectNumber, entry] of currentEntries(document)) {
    if (entry.kind !== 'offset') continue;
    const object = orNullIfDamaged(() => document.get(pdfReference(objectNumber, entry.generation)));
    if (object?.kind !== 'stream') continue;
    if (orNullIfDamaged(() => reachesBeyondEnd(document, object)) === true) return objectNumber;
  }
  return null;
}

/** Tells whether the data of a stream reach beyond the file, so that what is appended would become part of them. */
export function reachesBeyondEnd(document: PdfDocument, { dictionary, dataOffset }: PdfStream): boolean {
  const length = document.entry(dictionary, 'Length');
  return length.kind === 'number' && dataOffset + length.value > document.source.size;
}

/** Returns the number from which on some readers drop entries. */
function declaredSize({ trailer }: PdfDocument): number {
  const declared = trailer.entries.get('Size');
  return isInteger(declared) ? declared.value : Infinity;
}

type ListedEntry = readonly [objectNumber: number, entry: Exclude<XrefEntry, { kind: 'free' }>];

/** Lists the entries in force, in the order of the file, so that it is read from its beginning to its end. */
function currentEntries(document: PdfDocument): readonly ListedEntry[] {
  const numbers = new Set(document.revisions.flatMap(objectsOfRevision));
  const listed: ListedEntry[] = [];
  for (const objectNumber of numbers) {
    const entry = document.locate(objectNumber)?.entry;
    if (entry !== undefined && entry.kind !== 'free') listed.push([objectNumber, entry]);
  }
  const place = ([, entry]: ListedEntry): number => (entry.kind === 'offset' ? entry.offset : entry.stream);
  return listed.sort((left, right) => place(left) - place(right));
}

function faultOfEntry(
  document: PdfDocument,
  objectNumber: number,
  entry: ListedEntry[1],
): UnresolvedEntry['why'] | null {
  if (entry.kind === 'compressed') return faultOfCompressed(document, objectNumber, entry);
  if (entry.offset >= document.source.size) return 'beyondEnd';
  const found = orNullIfDamaged(() => readObjectHeader(new ByteReader(document.source, entry.offset)));
  const isThere = found?.objectNumber === objectNumber && found.generation === entry.generation;
  return isThere ? null : 'otherPlace';
}

function faultOfCompressed(
  document: PdfDocument,
  objectNumber: number,
  { stream, index }: CompressedEntry,
): UnresolvedEntry['why'] | null {
  if (document.locate(stream)?.entry.kind !== 'offset') return 'noStream';
  // Its streams are closed to this program; a later revision cannot change them unseen.
  if (document.closed !== null) return null;
  const found = orNullIfDamaged(() => document.objectStream(stream));
  if (found === null) return 'noStream';
  return found.objectNumbers[index] === objectNumber ? null : 'notInStream';
}
