import { PREFLIGHT_BUDGET } from '../budgets.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { isName, type PdfObject, pdfReference } from '../pdf/syntax/objects.ts';
import { reachesBeyondEnd } from '../pdf/tiling/unresolved-entries.ts';
import { crossReferenceNumbers, entryInRevision, objectsOfRevision } from '../pdf/xref/revisions.ts';
import { sameEntry } from '../pdf/xref/xref-entries.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import type { Findings } from './findings.ts';
import type { ObjectWalk } from './object-walk.ts';

/** Finds earlier states of the file that no signature covers: anybody can bring them back. */
export function examineEarlierStates(document: PdfDocument, findings: Findings): void {
  const signed = signatureFields(document).map(({ signature }) => signature?.revision ?? -1);
  const covered = Math.max(0, ...signed);
  const tables = crossReferenceNumbers(document.revisions);
  for (let index = covered + 1; index < document.revisions.length; index += 1) {
    if (replacesObjects(document, index, tables)) findings.add('EARLIER_STATES');
  }
}

/**
 * Tells whether a revision takes the place of something: one that only adds leaves no other state behind. Word writes
 * all of its files in two revisions.
 * @param tables numbers of the cross-reference streams
 */
function replacesObjects(document: PdfDocument, index: number, tables: ReadonlySet<number>): boolean {
  const revision = document.revisions[index];
  if (revision === undefined) return false;
  const before = document.asOf(index - 1);
  return objectsOfRevision(revision).some((number) => {
    const former = before.locate(number)?.entry;
    const entry = entryInRevision(revision, number);
    if (tables.has(number) || former === undefined || former.kind === 'free') return false;
    return entry === undefined || !sameEntry(former, entry);
  });
}

/**
 * Looks at the objects that nothing leads to. Programs leave many behind; those that could be shown as a page are
 * named, and so are entries that lead nowhere, which a later revision could fill.
 */
export function examineUnreached(document: PdfDocument, walk: ObjectWalk, findings: Findings): void {
  const exempt = crossReferenceNumbers(document.revisions);
  for (const number of listedObjects(document)) {
    if (walk.hasSeen(number) || exempt.has(number)) continue;
    const entry = document.locate(number)?.entry;
    if (entry === undefined || entry.kind === 'free') continue;
    const place = { page: null, object: number };
    const object = objectOrNull(document, number, entry.kind === 'offset' ? entry.generation : 0);
    const grows = object?.kind === 'stream' && reachesBeyondEnd(document, object);
    if (object === null || grows) findings.add('ENTRY_UNRESOLVED', place);
    else if (couldBeShown(document, object)) findings.add('UNREACHABLE_CONTENT', place);
  }
}

/** Lists the numbers of the objects that are in use in any revision, up to as many as are looked at. */
function listedObjects(document: PdfDocument): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const { sections } of document.revisions) {
    for (const { entries, hidden } of sections) {
      for (const list of [entries, ...(hidden === null ? [] : [hidden.entries])]) {
        for (const [number, { kind }] of list.list()) {
          if (kind !== 'free') numbers.add(number);
          if (numbers.size >= PREFLIGHT_BUDGET.objects) return numbers;
        }
      }
    }
  }
  return numbers;
}

function objectOrNull(document: PdfDocument, objectNumber: number, generation: number): PdfObject | null {
  return orNullIfDamaged(() => document.get(pdfReference(objectNumber, generation)));
}

/** Tells whether an object is a page, or a tree of pages, or the root of a document. */
function couldBeShown(document: PdfDocument, object: PdfObject): boolean {
  if (object.kind !== 'dictionary') return false;
  const type = document.entry(object, 'Type');
  return ['Page', 'Pages', 'Catalog'].some((name) => isName(type, name));
}
