import { CodedError } from '../../shared/errors.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import { PREFLIGHT_BUDGET } from '../budgets.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { type Page, pages } from '../pdf/pages/page-tree.ts';
import type { PdfDictionary, PdfObject, PdfStream } from '../pdf/syntax/objects.ts';
import { examineActions, examineOpening } from './actions.ts';
import { examineAnnotations } from './annotations.ts';
import { examineConformity } from './conformity.ts';
import { examineFont, examineStream } from './elsewhere.ts';
import { Findings } from './findings.ts';
import { examineForm } from './forms.ts';
import { examineLayers, examineMembership } from './layers.ts';
import { examineEarlierStates, examineUnreached } from './leftovers.ts';
import { ObjectWalk, type Visit, type Visitor } from './object-walk.ts';
import { type ContentBudget, PagePaint } from './page-paint.ts';

/** Texts beneath opaque areas of the page's own content: fewer are the shadows and fills of layouts. */
const TEXTS_BENEATH = 3;

/** Keys that lead from a page, or from what it shows, to something that is not shown on it. */
const NOT_SHOWN = new Set(
  'A AA B Dest IRT Metadata Next OC P PA Parent PieceInfo Popup Prev StructParent StructParents Thumb'.split(
    ' ',
  ),
);

/**
 * Examines a document for all that could change its look after it is sealed, or that is shown in one reader or at one
 * time and not in another. Nothing is repaired and nothing is run.
 * @param document not encrypted
 * @returns what was found, by pages
 * @throws CodedError PDF_PAGE_TREE_DAMAGED, PDF_DAMAGED, FILE_OVER_BUDGET
 */
export function examineDocument(document: PdfDocument): readonly PreflightFinding[] {
  const findings = new Findings();
  const budget = { bytesLeft: PREFLIGHT_BUDGET.contentBytes, isShort: false };
  const walk = new ObjectWalk(document, visitorOf(document, findings));
  for (const examine of [examineOpening, examineLayers, examineForm, examineConformity]) {
    tolerating(() => examine(document, findings));
  }
  for (const page of pages(document)) examinePage(document, page, walk, budget, findings);
  walk.rest(document.trailer);
  if (walk.isWhole) examineUnreached(document, walk, findings);
  examineEarlierStates(document, findings);
  if (!walk.isWhole || budget.bytesLeft <= 0 || budget.isShort) findings.add('NOT_EXAMINED_WHOLE');
  return findings.list;
}

function examinePage(
  document: PdfDocument,
  page: Page,
  walk: ObjectWalk,
  budget: ContentBudget,
  findings: Findings,
): void {
  const place = { page: page.index + 1, object: page.reference.objectNumber };
  const visit = { ...place, shown: true };
  if (page.dictionary.entries.has('Trans') || page.dictionary.entries.has('Dur')) {
    findings.add('PAGE_TRANSITION', place);
  }
  walk.from(page.reference, visit, isShown);
  const resources = page.inherited.Resources;
  const isOwn = page.dictionary.entries.has('Resources');
  if (resources !== undefined && !isOwn) walk.from(resources, visit, isShown);
  tolerating(() => {
    const paint = new PagePaint(document, budget);
    const given = document.resolve(resources);
    paint.paint(contentsOf(document, page), given.kind === 'dictionary' ? given : undefined);
    if (paint.covered.size >= TEXTS_BENEATH) findings.add('TEXT_BENEATH', place);
    examineAnnotations(document, page, paint, budget, findings);
  });
}

/** Goes on where something does not resolve: the walk over all objects tells of that. @throws FILE_OVER_BUDGET */
function tolerating(examine: () => void): void {
  try {
    examine();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code === 'FILE_OVER_BUDGET') throw error;
  }
}

function isShown(key: string): boolean {
  return !NOT_SHOWN.has(key);
}

function contentsOf(document: PdfDocument, page: Page): readonly PdfStream[] {
  const contents = document.entry(page.dictionary, 'Contents');
  const parts: readonly PdfObject[] = contents.kind === 'array' ? contents.items : [contents];
  return parts.flatMap((part) => {
    const stream = document.resolve(part);
    return stream.kind === 'stream' ? [stream] : [];
  });
}

/** Looks at each dictionary once, wherever the document has it. */
function visitorOf(document: PdfDocument, findings: Findings): Visitor {
  return {
    dictionary: (dictionary: PdfDictionary, visit: Visit, stream: PdfStream | null) => {
      const { entries, duplicates } = dictionary;
      if (duplicates.length > 0) findings.add('KEY_TWICE', visit, duplicates[0]);
      if (entries.has('EF')) findings.add('EMBEDDED_FILES', visit);
      tolerating(() => examineActions(document, dictionary, visit, findings));
      tolerating(() => examineMembership(document, dictionary, visit, findings));
      if (stream !== null) tolerating(() => examineStream(document, stream, visit, findings));
      if (visit.shown) tolerating(() => examineFont(document, dictionary, visit, findings));
    },
    dangling: (_reference, visit) => {
      if (visit.shown) findings.add('SHOWN_REFERENCE_DANGLES', visit);
    },
    unresolved: ({ objectNumber }, visit) => {
      const code = visit.shown ? 'SHOWN_ENTRY_UNRESOLVED' : 'ENTRY_UNRESOLVED';
      findings.add(code, { ...visit, object: objectNumber });
    },
  };
}
