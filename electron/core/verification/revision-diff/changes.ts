import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import {
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  pdfReference,
  type PdfStream,
} from '../../pdf/syntax/objects.ts';
import { objectsOfRevision } from '../../pdf/xref/revisions.ts';

/** The file as it was sealed, and as it is now. */
export interface Versions {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
}

/** An object of the sealed version that is different now. */
export interface ObjectChange {
  readonly objectNumber: number;
  readonly before: PdfObject;
  readonly after: PdfObject;
}

export interface ObjectChanges {
  readonly changed: readonly ObjectChange[];
  /** The numbers that the sealed version did not use. */
  readonly added: ReadonlySet<number>;
}

/**
 * Compares the revisions since the sealed version object by object. Objects that were rewritten unchanged are
 * left out.
 */
export function objectChanges({ before, after }: Versions): ObjectChanges {
  const changed: ObjectChange[] = [];
  const added = new Set<number>();
  for (const objectNumber of touchedObjects({ before, after })) {
    const old = currentObject(before, objectNumber);
    const current = currentObject(after, objectNumber);
    if (old === undefined && current !== undefined) added.add(objectNumber);
    if (old === undefined) continue;
    const isFound = generationOf(before, objectNumber) === generationOf(after, objectNumber);
    const change = { objectNumber, before: old, after: (isFound ? current : undefined) ?? PDF_NULL };
    const isSame = sameVersions(
      { document: before, object: change.before },
      { document: after, object: change.after },
    );
    if (!isSame) changed.push(change);
  }
  return { changed, added };
}

function touchedObjects({ before, after }: Versions): ReadonlySet<number> {
  const later = after.revisions.slice(before.revisions.length);
  return new Set(later.flatMap((revision) => objectsOfRevision(revision)));
}

/** Returns the object of this number in any generation; undefined if it is free. */
function currentObject(document: PdfDocument, objectNumber: number): PdfObject | undefined {
  const entry = document.locate(objectNumber)?.entry;
  if (entry === undefined || entry.kind === 'free') return undefined;
  return document.get(pdfReference(objectNumber, generationOf(document, objectNumber)));
}

/** Returns an object's generation. References name a generation; those to another one lead nowhere. */
function generationOf(document: PdfDocument, objectNumber: number): number {
  const entry = document.locate(objectNumber)?.entry;
  return entry?.kind === 'offset' ? entry.generation : 0;
}

/** Larger streams count as different; they are never rewritten unchanged. */
const STREAM_LIMIT = 256 * 1024 * 1024;

/** An object in one version of the file. */
interface Version<T extends PdfObject = PdfObject> {
  readonly document: PdfDocument;
  readonly object: T;
}

/**
 * Tells whether two versions are equal. References count by their number: their targets are compared as
 * objects of their own.
 */
function sameVersions(before: Version, after: Version): boolean {
  if (before.object.kind === 'stream' && after.object.kind === 'stream') {
    return sameStreams({ ...before, object: before.object }, { ...after, object: after.object });
  }
  return sameObject(before.object, after.object);
}

/**
 * Compares values as {@link sameVersions} does, without streams, which always differ. A missing value is
 * null.
 */
export function sameObject(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
  const [first, second] = [before ?? PDF_NULL, after ?? PDF_NULL];
  if (first.kind === 'null') return second.kind === 'null';
  if (first.kind === 'boolean') return second.kind === 'boolean' && first.value === second.value;
  if (first.kind === 'number') return second.kind === 'number' && first.value === second.value;
  if (first.kind === 'name') return second.kind === 'name' && first.value === second.value;
  if (first.kind === 'string') return second.kind === 'string' && equalBytes(first.bytes, second.bytes);
  if (first.kind === 'reference') {
    return (
      second.kind === 'reference' &&
      first.objectNumber === second.objectNumber &&
      first.generation === second.generation
    );
  }
  if (first.kind === 'array') return second.kind === 'array' && sameItems(first.items, second.items);
  if (first.kind !== 'dictionary') return false;
  return second.kind === 'dictionary' && changedKeys(first, second).length === 0;
}

function sameItems(before: readonly PdfObject[], after: readonly PdfObject[]): boolean {
  return before.length === after.length && before.every((item, index) => sameObject(item, after[index]));
}

/**
 * Lists the keys whose values differ, including those that one side lacks. Keys that occur twice always
 * differ.
 */
export function changedKeys(before: PdfDictionary, after: PdfDictionary): string[] {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  const changed = [...keys].filter((key) => !sameObject(before.entries.get(key), after.entries.get(key)));
  return [...new Set([...changed, ...before.duplicates, ...after.duplicates])];
}

function sameStreams(before: Version<PdfStream>, after: Version<PdfStream>): boolean {
  const keys = changedKeys(before.object.dictionary, after.object.dictionary);
  if (keys.some((key) => key !== 'Length')) return false;
  return equalBytes(rawData(before), rawData(after));
}

function rawData({ document, object }: Version<PdfStream>): Uint8Array {
  return document.rawStreamData(object, STREAM_LIMIT);
}
