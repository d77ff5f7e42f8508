import { CodedError } from '../../../shared/errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { pdfReference, type PdfObject } from '../../pdf/syntax/objects.ts';
import { objectsOfRevision } from '../../pdf/xref/revision.ts';

/** Every object number that a value refers to, at any depth inside it. */
function* referencesIn(object: PdfObject): Generator<number> {
  if (object.kind === 'reference') yield object.objectNumber;
  else if (object.kind === 'array') for (const item of object.items) yield* referencesIn(item);
  else if (object.kind === 'stream') yield* referencesIn(object.dictionary);
  else if (object.kind === 'dictionary')
    for (const item of object.entries.values()) yield* referencesIn(item);
}

/** The members of `within` that the values lead to through other members. */
export function reachable(
  document: PdfDocument,
  values: readonly PdfObject[],
  within: ReadonlySet<number>,
): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...values];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const objectNumber of referencesIn(value)) {
      if (!within.has(objectNumber) || found.has(objectNumber)) continue;
      found.add(objectNumber);
      open.push(objectOf(document, objectNumber));
    }
  }
  return found;
}

/** Whether objects of a document refer to some numbers; `unknown` where one that could cannot be read. */
export type Use = 'used' | 'unused' | 'unknown';

/**
 * Whether an object of the document refers to one of these numbers: a reference that led nowhere when the
 * document was sealed could be filled by a later revision with anything.
 */
export function useOf(document: PdfDocument, numbers: ReadonlySet<number>): Use {
  let use: Use = 'unused';
  for (const [, object] of eachObject(document)) {
    if (object === null) use = 'unknown';
    else if (refersTo(object, numbers)) return 'used';
  }
  return use;
}

export function refersTo(object: PdfObject, numbers: ReadonlySet<number>): boolean {
  for (const target of referencesIn(object)) if (numbers.has(target)) return true;
  return false;
}

/**
 * Every object of a document with its number; null for one that stands where it should and cannot be parsed,
 * though other readers may do so. Entries that lead to no object at all occur in tables of real files, and hide
 * nothing.
 */
export function* eachObject(document: PdfDocument): Generator<readonly [number, PdfObject | null]> {
  for (const objectNumber of objectNumbers(document)) {
    const object = objectOrFault(document, objectNumber);
    if (!(object instanceof CodedError)) yield [objectNumber, object];
    else if (object.code !== 'PDF_XREF_DAMAGED') yield [objectNumber, null];
  }
}

function objectNumbers(document: PdfDocument): ReadonlySet<number> {
  return new Set(document.revisions.flatMap((revision) => objectsOfRevision(revision)));
}

function objectOf(document: PdfDocument, objectNumber: number): PdfObject {
  const entry = document.locate(objectNumber)?.entry;
  return document.get(pdfReference(objectNumber, entry?.kind === 'offset' ? entry.generation : 0));
}

function objectOrFault(document: PdfDocument, objectNumber: number): PdfObject | CodedError {
  try {
    return objectOf(document, objectNumber);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}
