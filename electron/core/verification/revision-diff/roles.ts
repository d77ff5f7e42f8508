import type { PdfDocument } from '../../pdf/document.ts';
import { acroForm } from '../../pdf/forms/form-fields.ts';
import type { PdfDictionary, PdfObject } from '../../pdf/syntax/objects.ts';
import { containerNumbers } from './containers.ts';
import { eachObject, refersTo, type Use } from './references.ts';

/** What an object of the sealed version was there for; a rule exists for each. */
export type Role =
  | 'catalog'
  | 'form'
  | 'fields'
  | 'information'
  | 'metadata'
  | 'validationData'
  /** One of the three above, unless an object that cannot be read makes it something else as well. */
  | 'doubtful';

/** Roles whose objects may change at will, since no page shows them. */
const UNSHOWN: ReadonlySet<Role | undefined> = new Set(['information', 'metadata', 'validationData']);

/**
 * Objects that a rule may find changed, besides pages, their annotation lists and signature fields. What no
 * page shows has its role only while nothing else refers to it: whoever made the file could have named the
 * content of a page as its metadata, to replace it once it is sealed.
 * @param changed numbers of the objects that the roles are wanted for
 */
export function objectRoles(document: PdfDocument, changed: readonly number[]): ReadonlyMap<number, Role> {
  const roles = assignedRoles(document);
  if (!changed.some((number) => UNSHOWN.has(roles.get(number)))) return roles;
  const unshown = new Set([...roles].filter(([, role]) => UNSHOWN.has(role)).map(([number]) => number));
  const use = useElsewhere(document, unshown);
  if (use === 'unused') return roles;
  if (use === 'used') return new Map([...roles].filter(([, role]) => !UNSHOWN.has(role)));
  return new Map([...roles].map(([number, role]) => [number, UNSHOWN.has(role) ? 'doubtful' : role]));
}

/** Whether something but the objects themselves, the catalog's entries for them and the trailer needs them. */
function useElsewhere(document: PdfDocument, unshown: ReadonlySet<number>): Use {
  const containers = containerNumbers(document.revisions);
  if ([...unshown].some((number) => containers.has(number))) return 'used';
  let use: Use = 'unused';
  for (const [number, object] of eachObject(document)) {
    const isRoot = number === document.root.objectNumber;
    if (object === null) use = 'unknown';
    else if (!unshown.has(number) && refersTo(isRoot ? withoutUnshown(object) : object, unshown))
      return 'used';
  }
  return use;
}

function withoutUnshown(catalog: PdfObject): PdfObject {
  if (catalog.kind !== 'dictionary') return catalog;
  const entries = [...catalog.entries].filter(([key]) => key !== 'Metadata' && key !== 'DSS');
  return { ...catalog, entries: new Map(entries) };
}

function assignedRoles(document: PdfDocument): ReadonlyMap<number, Role> {
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
  for (const each of validationData(document, catalog)) assign(each, 'validationData');
  return roles;
}

/** /DSS and its lists (ISO 32000-2 §12.8.4.3); the streams that they list never change. */
function validationData(document: PdfDocument, catalog: PdfDictionary): PdfObject[] {
  const entry = catalog.entries.get('DSS');
  const store = document.resolve(entry);
  if (entry === undefined || store.kind !== 'dictionary') return [];
  return [entry, ...['Certs', 'CRLs', 'OCSPs', 'VRI'].flatMap((key) => store.entries.get(key) ?? [])];
}
