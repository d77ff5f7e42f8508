import { CodedError } from '../../shared/errors.ts';
import { PREFLIGHT_BUDGET } from '../budgets.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { streamBeyondEnd } from '../pdf/tiling/unresolved-entries.ts';
import { isName, type PdfObject, pdfReference } from '../pdf/syntax/objects.ts';
import { objectsOfRevision } from '../pdf/xref/revisions.ts';
import type { Findings } from './findings.ts';
import type { ObjectWalk } from './object-walk.ts';

/** Finds earlier states of the file that no signature covers: anybody can bring them back. */
export function examineEarlierStates(document: PdfDocument, findings: Findings): void {
  const signed = signatureFields(document).map(({ signature }) => signature?.revision ?? -1);
  const covered = Math.max(0, ...signed);
  const tables = crossReferenceStreams(document);
  for (const revision of document.revisions.slice(covered + 1)) {
    // Word writes a second section that only names a cross-reference stream.
    if (objectsOfRevision(revision).some((number) => number > 0 && !tables.has(number))) {
      findings.add('EARLIER_STATES');
    }
  }
}

function crossReferenceStreams(document: PdfDocument): ReadonlySet<number | null | undefined> {
  const sections = document.revisions.flatMap((revision) => revision.sections);
  return new Set(sections.flatMap((section) => [section.objectNumber, section.hidden?.objectNumber]));
}

/**
 * Looks at the objects that nothing leads to. Programs leave many behind; those that could be shown as a page are
 * named, and so are entries that lead nowhere, and a stream that is not at its end, which a later revision could fill.
 */
export function examineUnreached(document: PdfDocument, walk: ObjectWalk, findings: Findings): void {
  const exempt = crossReferenceStreams(document);
  for (const number of listedObjects(document)) {
    if (walk.hasSeen(number) || exempt.has(number)) continue;
    const entry = document.locate(number)?.entry;
    if (entry === undefined || entry.kind === 'free') continue;
    const place = { page: null, object: number };
    const object = objectOrNull(document, number, entry.kind === 'offset' ? entry.generation : 0);
    if (object === null) findings.add('ENTRY_UNRESOLVED', place);
    else if (couldBeShown(document, object)) findings.add('UNREACHABLE_CONTENT', place);
  }
  const open = streamBeyondEnd(document);
  if (open !== null) findings.add('ENTRY_UNRESOLVED', { page: null, object: open });
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
  try {
    return document.get(pdfReference(objectNumber, generation));
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return null;
    throw error;
  }
}

/** Tells whether an object is a page, or a tree of pages, or the root of a document. */
function couldBeShown(document: PdfDocument, object: PdfObject): boolean {
  if (object.kind !== 'dictionary') return false;
  const type = document.entry(object, 'Type');
  return ['Page', 'Pages', 'Catalog'].some((name) => isName(type, name));
}
