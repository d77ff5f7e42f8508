import { CodedError } from '../../../shared/errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { acroForm } from '../../pdf/forms/form-fields.ts';
import { type PdfDictionary, type PdfObject, pdfReference } from '../../pdf/syntax/objects.ts';
import { tagObjects } from './explain-tags.ts';
import { crossReferenceNumbers, objectsOfRevision, type Revision } from '../../pdf/xref/revisions.ts';

/** The role of an object in the sealed version; a rule exists for each. */
export type Role =
  | 'catalog'
  | 'form'
  | 'fields'
  | 'information'
  | 'metadata'
  | 'extensions'
  | 'validationData'
  | 'tagRoot'
  | 'tagElement'
  | 'parentTree'
  /** One of those that no page shows, unless an unreadable object gives it another role as well. */
  | 'doubtful';

/** The roles whose objects may change freely, since no page shows them. */
export const UNSHOWN: ReadonlySet<Role | undefined> = new Set([
  'information',
  'metadata',
  'extensions',
  'validationData',
]);

/**
 * Finds the roles of objects that a rule may find changed, besides pages, their annotation lists and
 * signature fields. An object that no page shows has its role only while nothing else refers to it: the
 * author of the file could have named the content of a page as its metadata, to replace it after sealing.
 * @param changed numbers of the objects whose roles are wanted
 */
export function objectRoles(
  document: PdfDocument,
  changed: readonly number[],
  references: References,
): ReadonlyMap<number, Role> {
  const roles = assignedRoles(document);
  if (!changed.some((number) => UNSHOWN.has(roles.get(number)))) return roles;
  const unshown = new Set([...roles].filter(([, role]) => UNSHOWN.has(role)).map(([number]) => number));
  const use = references.useElsewhere(document, unshown);
  if (use === 'unused') return roles;
  if (use === 'used') return new Map([...roles].filter(([, role]) => !UNSHOWN.has(role)));
  return new Map([...roles].map(([number, role]) => [number, UNSHOWN.has(role) ? 'doubtful' : role]));
}

function useElsewhere(document: PdfDocument, unshown: ReadonlySet<number>): Use {
  const containers = containerNumbers(document.revisions);
  if ([...unshown].some((number) => containers.has(number))) return 'used';
  const sections = crossReferenceNumbers(document.revisions);
  let use: Use = 'unused';
  for (const [number, object] of eachObject(document)) {
    if (object === null) use = 'unknown';
    else if (!unshown.has(number)) {
      const place = { isRoot: number === document.root.objectNumber, isSection: sections.has(number) };
      if (refersTo(withoutUnshown(object, place) ?? object, unshown)) return 'used';
    }
  }
  return use;
}

/** The entries by which an object has its role: those of the catalog, and of a trailer, which may be a stream. */
const OF_CATALOG: ReadonlySet<string> = new Set(['Metadata', 'DSS', 'Extensions']);
const OF_TRAILER: ReadonlySet<string> = new Set(['Info']);

/** Returns an object without its entries for what no page shows; null for one that has none of them. */
export function withoutUnshown(
  object: PdfObject,
  { isRoot, isSection }: { readonly isRoot: boolean; readonly isSection: boolean },
): PdfObject | null {
  const dictionary = object.kind === 'stream' ? object.dictionary : object;
  if (dictionary.kind !== 'dictionary' || (!isRoot && !isSection)) return null;
  const own = isRoot ? OF_CATALOG : OF_TRAILER;
  const entries = new Map([...dictionary.entries].filter(([key]) => !own.has(key)));
  return { ...dictionary, entries, spans: [] };
}

/** Lists the objects that have a role by the place that names them. */
export function assignedRoles(document: PdfDocument): ReadonlyMap<number, Role> {
  const { catalog, root, trailer } = document;
  const roles = new Map<number, Role>();
  const assign = (object: PdfObject | undefined, role: Role): void => {
    if (object?.kind === 'reference' && !roles.has(object.objectNumber)) roles.set(object.objectNumber, role);
  };
  assign(root, 'catalog');
  const form = acroForm(document);
  assign(form?.reference ?? undefined, 'form');
  assign(form?.dictionary.entries.get('Fields'), 'fields');
  assign(trailer.entries.get('Info'), 'information');
  assign(catalog.entries.get('Metadata'), 'metadata');
  assign(catalog.entries.get('Extensions'), 'extensions');
  for (const [number, role] of tagObjects(document)) assign(pdfReference(number, 0), role);
  for (const each of validationData(document, catalog)) assign(each, 'validationData');
  return roles;
}

/** Lists /DSS and its lists (ISO 32000-2 §12.8.4.3); the streams that they list never change. */
function validationData(document: PdfDocument, catalog: PdfDictionary): PdfObject[] {
  const entry = catalog.entries.get('DSS');
  const store = document.resolve(entry);
  if (entry === undefined || store.kind !== 'dictionary') return [];
  return [entry, ...['Certs', 'CRLs', 'OCSPs', 'VRI'].flatMap((key) => store.entries.get(key) ?? [])];
}

/** Lists every object number that a value refers to, at any depth inside it. */
export function* referencesIn(object: PdfObject): Generator<number> {
  if (object.kind === 'reference') yield object.objectNumber;
  else if (object.kind === 'array') for (const item of object.items) yield* referencesIn(item);
  else if (object.kind === 'stream') yield* referencesIn(object.dictionary);
  else if (object.kind === 'dictionary') {
    for (const item of object.entries.values()) yield* referencesIn(item);
    for (const item of object.repeated ?? []) yield* referencesIn(item);
  }
}

/** Finds the members of `within` to which the values lead through other members. */
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
      open.push(objectAsOf(document, objectNumber));
    }
  }
  return found;
}

/** Whether objects refer to some numbers; `unknown` if an object that could do so cannot be read. */
export type Use = 'used' | 'unused' | 'unknown';

/** Finds out who refers to some objects of a version of the file. */
export interface References {
  /**
   * Tells whether an object of the version refers to one of these numbers. A later revision could give any
   * meaning to a reference that led nowhere when the document was sealed.
   */
  useOf(version: PdfDocument, numbers: ReadonlySet<number>): Use;
  /**
   * Tells whether anything except the objects themselves, the catalog's entries for them and the trailer refers
   * to them.
   */
  useElsewhere(version: PdfDocument, unshown: ReadonlySet<number>): Use;
}

/** Looks at every object of the version. */
export const scannedReferences: References = { useOf, useElsewhere };

function useOf(document: PdfDocument, numbers: ReadonlySet<number>): Use {
  let use: Use = 'unused';
  for (const [, object] of eachObject(document)) {
    if (object === null) use = 'unknown';
    else if (refersTo(object, numbers)) return 'used';
  }
  return use;
}

function refersTo(object: PdfObject, numbers: ReadonlySet<number>): boolean {
  for (const target of referencesIn(object)) if (numbers.has(target)) return true;
  return false;
}

/**
 * Lists every object of a document with its number; null for one that stands in its place and cannot be
 * parsed, though other readers may parse it. Entries that lead to no object at all occur in tables of real
 * files, and hide nothing.
 */
function* eachObject(document: PdfDocument): Generator<readonly [number, PdfObject | null]> {
  for (const objectNumber of objectNumbers(document)) {
    const object = objectOrFault(document, objectNumber);
    if (!(object instanceof CodedError)) yield [objectNumber, object];
    else if (object.code !== 'PDF_XREF_DAMAGED') yield [objectNumber, null];
  }
}

function objectNumbers(document: PdfDocument): ReadonlySet<number> {
  return new Set(document.revisions.flatMap((revision) => objectsOfRevision(revision)));
}

/** Returns the object of this number in any generation. @throws CodedError */
export function objectAsOf(document: PdfDocument, objectNumber: number): PdfObject {
  const entry = document.locate(objectNumber)?.entry;
  return document.get(pdfReference(objectNumber, entry?.kind === 'offset' ? entry.generation : 0));
}

function objectOrFault(document: PdfDocument, objectNumber: number): PdfObject | CodedError {
  try {
    return objectAsOf(document, objectNumber);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

/**
 * Lists the numbers of the cross-reference and object streams of some revisions, which no object refers to.
 */
export function containerNumbers(revisions: readonly Revision[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const section of revisions.flatMap(({ sections }) => sections)) {
    for (const each of section.hidden === null ? [section] : [section, section.hidden]) {
      if (each.objectNumber !== null) numbers.add(each.objectNumber);
      for (const [, entry] of each.entries.list()) if (entry.kind === 'compressed') numbers.add(entry.stream);
    }
  }
  return numbers;
}
