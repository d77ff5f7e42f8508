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

/**
 * Whether an object of the document refers to one of these numbers: a reference that led nowhere when the
 * document was sealed, and that a later revision could fill with anything.
 */
export function refersToAny(document: PdfDocument, numbers: ReadonlySet<number>): boolean {
  const all = new Set(document.revisions.flatMap((revision) => objectsOfRevision(revision)));
  for (const objectNumber of all) {
    for (const target of referencesIn(objectOrNull(document, objectNumber))) {
      if (numbers.has(target)) return true;
    }
  }
  return false;
}

function objectOf(document: PdfDocument, objectNumber: number): PdfObject {
  const entry = document.locate(objectNumber)?.entry;
  return document.get(pdfReference(objectNumber, entry?.kind === 'offset' ? entry.generation : 0));
}

/** Entries that lead to no object occur in tables of real files; nothing stands there that could refer. */
function objectOrNull(document: PdfDocument, objectNumber: number): PdfObject {
  try {
    return objectOf(document, objectNumber);
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'null' };
    throw error;
  }
}
