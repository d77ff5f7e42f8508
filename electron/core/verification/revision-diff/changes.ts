import type { PdfDocument } from '../../pdf/document.ts';
import { PDF_NULL, pdfReference, type PdfObject } from '../../pdf/syntax/objects.ts';
import { objectsOfRevision } from '../../pdf/xref/revision.ts';
import { sameVersions } from './same-object.ts';

/** The file when it was sealed, and as it is now. */
export interface Versions {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
}

/** An object that the sealed version had and that is different now. */
export interface ObjectChange {
  readonly objectNumber: number;
  readonly before: PdfObject;
  readonly after: PdfObject;
}

export interface ObjectChanges {
  readonly changed: readonly ObjectChange[];
  /** Numbers that the sealed version did not use. */
  readonly added: ReadonlySet<number>;
}

/** What the revisions since the sealed version did, object by object. Objects rewritten unchanged are left out. */
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

/** The object of this number whatever its generation; undefined where it is free. */
function currentObject(document: PdfDocument, objectNumber: number): PdfObject | undefined {
  const entry = document.locate(objectNumber)?.entry;
  if (entry === undefined || entry.kind === 'free') return undefined;
  return document.get(pdfReference(objectNumber, generationOf(document, objectNumber)));
}

/** References name a generation; those to another one lead nowhere, whatever stands at the number. */
function generationOf(document: PdfDocument, objectNumber: number): number {
  const entry = document.locate(objectNumber)?.entry;
  return entry?.kind === 'offset' ? entry.generation : 0;
}
