import { isUndrawn } from '../../shared/model/document-view.ts';
import type { OfdViewNote } from '../../shared/model/ofd-view.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import type { ZipEntry } from '../ofd/container/zip-entry.ts';
import { firstDocument } from '../ofd/places/first-document.ts';
import type { OfdPackage } from '../ofd/package/ofd-package.ts';
import type { OfdDocument } from '../ofd/package/read-document.ts';
import { attributeOf, booleanOf, childOf, elementsWithin, type XmlElement } from '../ofd/xml/xml-element.ts';
import { Findings, NO_PLACE, type Place } from './findings.ts';
import { readInvoice } from './ofd-invoice.ts';

/** Tolerances that say that something is named and not there, which could be added later. */
const MISSING: ReadonlySet<string> = new Set(['missing-part', 'missing-template']);
/** Tolerances that have a finding of their own. */
const SAID_OTHERWISE: ReadonlySet<string> = new Set([...MISSING, 'several-documents', 'versions']);
/** Annotations that are what they look like: links lead somewhere, stamps are looked at as seals. */
const PLAIN_ANNOTATIONS: ReadonlySet<string> = new Set(['Link', 'Stamp']);

/**
 * Examines an OFD for all that could change its look after it is sealed, or that readers show differently, as
 * `examineDocument` examines a PDF. Nothing is repaired and nothing is run.
 * @param notes what its view shows otherwise than it says
 * @throws CodedError as reading the parts does, FILE_OVER_BUDGET
 */
export function examineOfd(ofd: OfdPackage, notes: readonly OfdViewNote[]): readonly PreflightFinding[] {
  const findings = new Findings();
  const document = firstDocument(ofd);
  for (const { page, name } of notes.filter(isUndrawn)) {
    findings.add('PARTS_NOT_DRAWN', { page: page + 1, object: null }, name);
  }
  for (const { name } of document.attachments?.files ?? []) {
    findings.add('EMBEDDED_FILES', NO_PLACE, name);
  }
  const { invoice, differing } = readInvoice(ofd, document);
  if (invoice !== null) findings.add('INVOICE', NO_PLACE, invoice.number);
  if (differing.length > 0) findings.add('INVOICE_DATA_DIFFERS', NO_PLACE, differing.join('、'));
  examineFonts(ofd, document, findings);
  examineActions(document.root, NO_PLACE, findings);
  examinePages(ofd, document, findings);
  examineTolerances(ofd, findings);
  return findings.list;
}

/** Looks for fonts that the document names and does not bring. */
function examineFonts(ofd: OfdPackage, document: OfdDocument, findings: Findings): void {
  const lists = new Set<ZipEntry>([...document.publicResources, ...document.documentResources]);
  document.pages.forEach(({ resources }) => resources.forEach((each) => lists.add(each)));
  const named = new Set<string>();
  for (const list of lists) {
    for (const element of elementsWithin(ofd.xml(list))) {
      if (element.name !== 'Font' || childOf(element, 'FontFile') !== null) continue;
      named.add(attributeOf(element, 'FontName') ?? attributeOf(element, 'FamilyName') ?? '');
    }
  }
  for (const name of named) findings.add('FONT_NOT_EMBEDDED', NO_PLACE, name);
}

function examinePages(ofd: OfdPackage, document: OfdDocument, findings: Findings): void {
  const numbers = new Map<string, number>();
  for (const { id, index, entry } of document.pages) {
    numbers.set(id, index + 1);
    examineActions(ofd.xml(entry), { page: index + 1, object: null }, findings);
  }
  for (const { entry } of document.templates.values()) examineActions(ofd.xml(entry), NO_PLACE, findings);
  for (const { pageId, entry } of document.annotations?.pages ?? []) {
    const place = { page: numbers.get(pageId) ?? null, object: null };
    for (const element of elementsWithin(ofd.xml(entry))) examineAnnotation(element, place, findings);
    examineActions(ofd.xml(entry), place, findings);
  }
}

/** GB/T 33190 §15: Visible and Print are true where they are not written. */
function examineAnnotation(element: XmlElement, place: Place, findings: Findings): void {
  if (element.name !== 'Annot') return;
  const isVisible = booleanOf(attributeOf(element, 'Visible')) ?? true;
  const isPrinted = booleanOf(attributeOf(element, 'Print')) ?? true;
  if (!isVisible) findings.add(isPrinted ? 'PRINTED_UNSEEN' : 'ANNOTATION_HIDDEN', place);
  else if (!PLAIN_ANNOTATIONS.has(attributeOf(element, 'Type') ?? ''))
    findings.add('ANNOTATION_OVER_PAGE', place);
}

/** GB/T 33190 §14: an action begins when the document or the page opens (DO, PO), or at a click. */
function examineActions(root: XmlElement, place: Place, findings: Findings): void {
  for (const element of elementsWithin(root)) {
    if (element.name !== 'Action') continue;
    const isClick = attributeOf(element, 'Event') === 'CLICK';
    const address = childOf(element, 'URI');
    const leaves = address ?? childOf(element, 'GotoA');
    if (childOf(element, 'Sound') !== null || childOf(element, 'Movie') !== null)
      findings.add('MULTIMEDIA', place);
    if (!isClick) findings.add('ACTS_BY_ITSELF', place);
    else if (leaves !== null) {
      findings.add('CLICK_LEAVES_DOCUMENT', place, address === null ? null : attributeOf(address, 'URI'));
    }
  }
}

/** Says what was read other than by the letter of the standard: readers may differ there. */
function examineTolerances(ofd: OfdPackage, findings: Findings): void {
  for (const { kind, where } of ofd.tolerances) {
    if (MISSING.has(kind)) findings.add('SHOWN_REFERENCE_DANGLES', NO_PLACE, where);
    else if (!SAID_OTHERWISE.has(kind)) findings.add('READ_TOLERANTLY', NO_PLACE, kind);
  }
}
