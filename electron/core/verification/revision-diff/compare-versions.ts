import type { PdfDocument } from '../../pdf/document.ts';
import { pages } from '../../pdf/pages/page-tree.ts';
import { crossReferenceNumbers } from '../../pdf/xref/revisions.ts';
import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { type ObjectChange, objectChanges, type ObjectChanges, type Versions } from './changes.ts';
import { explainCatalog, explainForm } from './explain-catalog.ts';
import { explainFilledField, explainPage } from './explain-dictionary.ts';
import { explainParentTreeObject, explainTagElement, explainTagRoot } from './explain-tags.ts';
import { isLeftOver } from './left-overs.ts';
import { explainSections, explainTrailer, explainUnshown } from './explain-structure.ts';
import {
  explainGrowth,
  type Explanation,
  extension,
  modified,
  NOTHING,
  together,
  unexplained,
} from './finding.ts';
import { explainNewSignatures, newSignatures, type NewSignatures } from './new-signatures.ts';
import {
  containerNumbers,
  objectRoles,
  reachable,
  type References,
  type Role,
  scannedReferences,
} from './roles.ts';

/** The changes of a document after it was sealed. */
export interface RevisionDifference extends Pick<Explanation, 'findings' | 'extends'> {
  /** The number of signatures that were added since. */
  readonly signatures: number;
}

interface Comparison extends Versions {
  readonly signatures: NewSignatures;
  readonly roles: ReadonlyMap<number, Role>;
  readonly pages: ReadonlySet<number>;
  readonly annotationLists: ReadonlySet<number>;
  /** The numbers of new objects. */
  readonly added: ReadonlySet<number>;
  readonly references: References;
}

/**
 * Compares two versions of a file. Every change needs a rule that allows it: the later revisions may add
 * signed signature fields with their widgets, validation data and document information. New objects are
 * explained only if such an addition leads to them.
 * @throws CodedError if an object that matters cannot be read
 */
export function compareVersions(
  before: PdfDocument,
  after: PdfDocument,
  references: References = scannedReferences,
): RevisionDifference {
  // Its objects cannot be compared, and readers decrypt the sealed ones in another way now.
  if (after.closed?.code === 'PDF_ENCRYPTION_CHANGED') {
    return { findings: modified('encryption').findings, extends: false, signatures: 0 };
  }
  const changes = objectChanges({ before, after });
  const comparison = comparisonOf({ before, after }, changes, references);
  const known = together([
    explainSections({ before, after }),
    explainTrailer(before.trailer, after.trailer, changes.added),
    ...changes.changed.map((change) => explainChange(change, comparison)),
  ]);
  const additions = explainAdditions(changes, known, comparison);
  const { added, filled } = comparison.signatures;
  const signed = explainNewSignatures(comparison, comparison.signatures);
  const { findings, extends: extended } = together([known, additions, signed]);
  return { findings, extends: extended, signatures: added.length + filled.length };
}

function comparisonOf(
  versions: Versions,
  { added, changed }: ObjectChanges,
  references: References,
): Comparison {
  const { before } = versions;
  const pageNumbers = new Set<number>();
  const annotationLists = new Set<number>();
  for (const { reference, dictionary } of pages(before)) {
    pageNumbers.add(reference.objectNumber);
    const list = dictionary.entries.get('Annots');
    if (list?.kind === 'reference') annotationLists.add(list.objectNumber);
  }
  const signatures = newSignatures(versions);
  const roles = objectRoles(
    before,
    changed.map(({ objectNumber }) => objectNumber),
    references,
  );
  return { ...versions, signatures, roles, pages: pageNumbers, annotationLists, added, references };
}

function explainChange(change: ObjectChange, comparison: Comparison): Explanation {
  const { objectNumber, before, after } = change;
  if (comparison.roles.get(objectNumber) === 'doubtful') return unexplained('unreadableObject');
  if (before.kind === 'dictionary' && after.kind === 'dictionary') {
    return explainDictionary(objectNumber, before, after, comparison);
  }
  const { signatures, annotationLists, roles } = comparison;
  const role = roles.get(objectNumber);
  if (before.kind === 'array' && after.kind === 'array') {
    if (role === 'validationData') return extension(...after.items);
    const isList = annotationLists.has(objectNumber);
    if (!isList && role !== 'fields') return modified('array');
    const mayAdd = isList ? signatures.addedWidgets : signatures.addedFields;
    return explainGrowth(before.items, after.items, mayAdd, isList ? 'page.Annots' : 'form.Fields');
  }
  if (before.kind === 'stream' && after.kind === 'stream') {
    if (role === 'metadata') return extension();
    if (crossReferenceNumbers(comparison.before.revisions).has(objectNumber))
      return explainReusedSection(change, comparison);
  }
  return modified(after.kind === 'null' ? 'removedObject' : before.kind);
}

/**
 * Explains a changed cross-reference stream. If an object refers to it, its data could be a page's content.
 */
function explainReusedSection(
  { objectNumber }: ObjectChange,
  { before, after, references }: Comparison,
): Explanation {
  const isOne = crossReferenceNumbers(after.revisions).has(objectNumber);
  const isOnly = isOne && references.useOf(before, new Set([objectNumber])) === 'unused';
  return isOnly ? NOTHING : modified('crossReferenceStream');
}

function explainDictionary(
  objectNumber: number,
  before: PdfDictionary,
  after: PdfDictionary,
  comparison: Comparison,
): Explanation {
  const { signatures } = comparison;
  const role = comparison.roles.get(objectNumber);
  if (role === 'catalog') return explainCatalog(before, after, comparison, signatures, comparison.added);
  if (role === 'form') return explainForm(before, after, comparison, signatures);
  if (role === 'tagRoot') return explainTagRoot(before, after, comparison, comparison.added);
  if (role === 'tagElement') return explainTagElement(before, after, comparison, comparison.added);
  if (role === 'parentTree') return explainParentTreeObject(before, after, comparison, comparison.added);
  if (role === 'information' || role === 'extensions' || role === 'validationData') {
    return explainUnshown(before, after, comparison.added, role);
  }
  if (comparison.pages.has(objectNumber)) return explainPage(before, after, comparison, signatures);
  if (signatures.filledFields.has(objectNumber) || signatures.filledWidgets.has(objectNumber)) {
    return explainFilledField(before, after, comparison);
  }
  return modified('dictionary');
}

/**
 * Explains new objects. They must be streams that hold others, or be reached from an allowed addition and
 * from nothing else.
 */
function explainAdditions(changes: ObjectChanges, known: Explanation, versions: Comparison): Explanation {
  if (changes.added.size === 0) return NOTHING;
  const use = versions.references.useOf(versions.before, changes.added);
  if (use === 'used') return modified('danglingReference');
  if (use === 'unknown') return unexplained('unreadableObject');
  const later = versions.after.revisions.slice(versions.before.revisions.length);
  const containers = containerNumbers(later);
  const reached = reachable(versions.after, known.broughtIn, changes.added);
  const strays = [...changes.added].filter((number) => !containers.has(number) && !reached.has(number));
  if (strays.length === 0) return NOTHING;
  const areLeft = strays.every((number) => isLeftOver(versions.after, number));
  const isUnused = areLeft && versions.references.useOf(versions.after, new Set(strays)) === 'unused';
  return isUnused ? NOTHING : unexplained('newObject');
}
