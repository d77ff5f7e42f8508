import { CodedError } from '../../../shared/errors.ts';
import { PDF_BUDGET } from '../../budgets.ts';
import type { PdfDocument } from '../document.ts';
import { arrayEntry, type PlacedDictionary } from '../forms/form-fields.ts';
import { overBudget } from '../../work-meter.ts';
import { damaged } from '../syntax/lexer.ts';
import { isInteger, type PdfDictionary, type PdfObject, type PdfReference } from '../syntax/objects.ts';

/** The attributes that a page without them takes from its ancestors (ISO 32000-2 table 31). */
export const INHERITED_KEYS = ['MediaBox', 'CropBox', 'Rotate', 'Resources'] as const;

const DEPTH_LIMIT = 64;

type Inherited = Readonly<Partial<Record<(typeof INHERITED_KEYS)[number], PdfObject>>>;

/** A page, with its index in the order in which pages are shown. */
export interface Page {
  readonly index: number;
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  /** The page's own or inherited attributes, as written. */
  readonly inherited: Inherited;
}

interface Walk {
  readonly document: PdfDocument;
  readonly visited: Set<number>;
  count: number;
}

/**
 * Walks the page tree in order. The same page may be listed twice (viewers show it twice); the same node may
 * not.
 * @throws CodedError PDF_PAGE_TREE_DAMAGED for loops, kids that are no references, or a wrong /Count
 */
export function* pages(document: PdfDocument): Generator<Page> {
  const root = document.catalog.entries.get('Pages');
  const walk: Walk = { document, visited: new Set(), count: 0 };
  if (root?.kind !== 'reference') throw broken('/Pages is not a reference');
  yield* walkNode(walk, root, {}, 0);
  const tree = document.get(root);
  const count = tree.kind === 'dictionary' ? document.entry(tree, 'Count') : undefined;
  if (!isInteger(count) || count.value !== walk.count) throw broken('/Count is not the number of pages');
}

function* walkNode(
  walk: Walk,
  reference: PdfReference,
  inherited: Inherited,
  depth: number,
): Generator<Page> {
  walk.document.source.meter?.spend('syntaxBytes', PDF_BUDGET.visitCost);
  const dictionary = walk.document.get(reference);
  if (dictionary.kind !== 'dictionary') throw broken('node is not a dictionary');
  const attributes = inherit(inherited, dictionary);
  if (!dictionary.entries.has('Kids')) {
    yield { index: walk.count, reference, dictionary, inherited: attributes };
    walk.count += 1;
    if (walk.count > PDF_BUDGET.pages) throw overBudget('pages', PDF_BUDGET.pages);
    return;
  }
  if (walk.visited.has(reference.objectNumber) || depth > DEPTH_LIMIT) throw broken('nodes loop');
  walk.visited.add(reference.objectNumber);
  const kids = walk.document.entry(dictionary, 'Kids');
  if (kids.kind !== 'array') throw broken('/Kids is not an array');
  for (const kid of kids.items) {
    if (kid.kind !== 'reference') throw broken('kid is not a reference');
    yield* walkNode(walk, kid, attributes, depth + 1);
  }
}

function inherit(inherited: Inherited, dictionary: PdfDictionary): Inherited {
  const own: Partial<Record<(typeof INHERITED_KEYS)[number], PdfObject>> = {};
  for (const key of INHERITED_KEYS) {
    const value = dictionary.entries.get(key);
    if (value !== undefined) own[key] = value;
  }
  return { ...inherited, ...own };
}

/** Counts the pages. @throws CodedError PDF_PAGE_TREE_DAMAGED */
export function pageCount(document: PdfDocument): number {
  let count = 0;
  for (const page of pages(document)) count = page.index + 1;
  return count;
}

/**
 * Finds the page of an index from 0, or the last page. @throws CodedError PAGE_NOT_FOUND,
 * PDF_PAGE_TREE_DAMAGED
 */
export function pageAt(document: PdfDocument, index: number | 'last'): Page {
  let found: Page | undefined;
  let count = 0;
  for (const page of pages(document)) {
    if (page.index === index || index === 'last') found = page;
    count = page.index + 1;
  }
  if (found === undefined)
    throw new CodedError('PAGE_NOT_FOUND', `no page ${String(index)}`, { pages: count });
  return found;
}

/** Finds the page whose /Annots lists the widget. The widget's own /P is optional and may lie. */
export function pageOf(document: PdfDocument, widget: PlacedDictionary): Page | null {
  const number = widget.reference?.objectNumber;
  if (number === undefined) return null;
  for (const page of pages(document)) {
    const items = arrayEntry(document, page.dictionary, 'Annots');
    if (items.some((item) => item.kind === 'reference' && item.objectNumber === number)) return page;
  }
  return null;
}

function broken(what: string): Error {
  return damaged(`page tree: ${what}`, undefined, 'PDF_PAGE_TREE_DAMAGED');
}
