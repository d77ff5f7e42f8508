import type { PdfDocument } from '../../pdf/document.ts';
import { isInteger, type PdfDictionary, type PdfObject } from '../../pdf/syntax/objects.ts';
import { changedKeys, sameObject, type Versions } from './changes.ts';
import { allowed, type Explanation, itemsOf, modified, NOTHING, together } from './finding.ts';

/**
 * Tags (ISO 32000-2 §14.7): a tree of structure elements beside the pages, which readers speak and convert. A program
 * that adds a signature to a tagged document also adds an element for the new widget: it grows /K of the root or of the
 * element of the whole document, and the parent tree. What was there before must stay as it was.
 */

/** Finds the objects that may change so: the root of the tags, its elements of the first level and the parent tree. */
export function tagObjects(
  document: PdfDocument,
): ReadonlyMap<number, 'tagRoot' | 'tagElement' | 'parentTree'> {
  const found = new Map<number, 'tagRoot' | 'tagElement' | 'parentTree'>();
  const rootEntry = document.catalog.entries.get('StructTreeRoot');
  const root = document.resolve(rootEntry);
  if (root.kind !== 'dictionary') return found;
  if (rootEntry?.kind === 'reference') found.set(rootEntry.objectNumber, 'tagRoot');
  const tree = root.entries.get('ParentTree');
  if (tree?.kind === 'reference') found.set(tree.objectNumber, 'parentTree');
  for (const child of kidsOf(document, root) ?? []) {
    if (child.kind === 'reference' && !found.has(child.objectNumber))
      found.set(child.objectNumber, 'tagElement');
  }
  return found;
}

/** Explains a changed root: its kids and its parent tree may have grown. */
export function explainTagRoot(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  return together(
    changedKeys(before, after).map((key) => {
      if (key === 'ParentTreeNextKey') return NOTHING;
      if (key === 'K') return explainKids(before, after, versions, added);
      if (key !== 'ParentTree') return modified(`tags.${key}`);
      const [old, current] = [versions.before.resolve(before.entries.get(key)), after.entries.get(key)];
      return explainParentTree(old, current, versions, added);
    }),
  );
}

/** Explains a changed element of the first level, which may have gained new elements as its last kids. */
export function explainTagElement(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  return together(
    changedKeys(before, after).map((key) =>
      key === 'K' ? explainKids(before, after, versions, added) : modified(`tag.${key}`),
    ),
  );
}

function explainKids(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  const old = kidsOf(versions.before, before);
  const current = kidsOf(versions.after, after);
  if (old === null || current === null) return modified('tags.K');
  if (!old.every((item, index) => sameObject(item, current[index]))) return modified('tags.K');
  const grown = current.slice(old.length);
  if (!grown.every((item) => isNewWidgetElement(item, versions.after, added))) return modified('tags.K');
  const list = after.entries.get('K');
  return allowed(...grown, ...(list?.kind === 'reference' ? [list] : []));
}

/** /K is one kid or an array of them. */
function kidsOf(document: PdfDocument, element: PdfDictionary): readonly PdfObject[] | null {
  const value = element.entries.get('K');
  const resolved = document.resolve(value);
  if (resolved.kind === 'array' || resolved.kind === 'null') return itemsOf(document, value);
  return value === undefined ? [] : [value];
}

/** Entries of an element by which a reader would speak other words than those of the page. */
const SPOKEN = ['ActualText', 'Alt', 'E'];

/** Tells whether a kid is a new element that names annotations alone, as that of a widget does. */
function isNewWidgetElement(kid: PdfObject, document: PdfDocument, added: ReadonlySet<number>): boolean {
  if (kid.kind !== 'reference' || !added.has(kid.objectNumber)) return false;
  const element = document.resolve(kid);
  if (element.kind !== 'dictionary' || SPOKEN.some((key) => element.entries.has(key))) return false;
  const kids = kidsOf(document, element);
  return kids !== null && kids.length > 0 && kids.every((each) => isObjectReference(document, each));
}

function isObjectReference(document: PdfDocument, kid: PdfObject): boolean {
  const resolved = document.resolve(kid);
  return resolved.kind === 'dictionary' && resolved.entries.has('Obj');
}

/**
 * Explains another parent tree (ISO 32000-2 §14.7.5.4): each key leads where it led, and new keys lead to new
 * elements.
 */
function explainParentTree(
  before: PdfObject,
  after: PdfObject | undefined,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  const old = leavesOf(versions.before, before);
  const current = leavesOf(versions.after, after);
  if (old === null || current === null) return modified('tags.ParentTree');
  const isKept = [...old].every(([key, value]) => leadsToSame(value, current.get(key), versions));
  const fresh = [...current].filter(([key]) => !old.has(key)).map(([, value]) => value);
  const areNew = fresh.every((value) => isNewWidgetElement(value, versions.after, added));
  if (!isKept || !areNew) return modified('tags.ParentTree');
  return allowed(...(after?.kind === 'reference' ? [after] : []), ...current.values());
}

/** Explains a parent tree that changed in its place: only its numbers may. */
export function explainParentTreeObject(
  before: PdfDictionary,
  after: PdfDictionary,
  versions: Versions,
  added: ReadonlySet<number>,
): Explanation {
  const others = changedKeys(before, after).filter((key) => !['Nums', 'Kids', 'Limits'].includes(key));
  const [other] = others;
  return other === undefined
    ? explainParentTree(before, after, versions, added)
    : modified(`tags.ParentTree.${other}`);
}

/** Writers also write the array of a page anew under another number. */
function leadsToSame(before: PdfObject, after: PdfObject | undefined, versions: Versions): boolean {
  if (sameObject(before, after)) return true;
  const [old, current] = [versions.before.resolve(before), versions.after.resolve(after)];
  return old.kind === 'array' && sameObject(old, current);
}

/** No parent tree of a document is deeper; deeper ones are not looked into. */
const DEEPEST = 8;

/** Lists the leaves of a number tree by key; null if it is none. */
function leavesOf(
  document: PdfDocument,
  tree: PdfObject | undefined,
  depth = 0,
): ReadonlyMap<number, PdfObject> | null {
  const node = document.resolve(tree);
  if (node.kind !== 'dictionary' || depth > DEEPEST) return null;
  const numbers = itemsOf(document, node.entries.get('Nums'));
  const kids = itemsOf(document, node.entries.get('Kids'));
  if (numbers === null || kids === null || numbers.length % 2 !== 0) return null;
  const leaves = new Map<number, PdfObject>();
  for (let at = 0; at < numbers.length; at += 2) {
    const [key, value] = [numbers[at], numbers[at + 1]];
    if (key === undefined || value === undefined || !isInteger(key) || leaves.has(key.value)) return null;
    leaves.set(key.value, value);
  }
  for (const kid of kids) {
    const inner = leavesOf(document, kid, depth + 1);
    if (inner === null) return null;
    for (const [key, value] of inner) leaves.set(key, value);
  }
  return leaves;
}
