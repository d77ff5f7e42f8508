import type { ChangedArea } from '../../../shared/model/document-details.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { INHERITED_KEYS, type Page, pages } from '../../pdf/pages/page-tree.ts';
import type { PdfDictionary } from '../../pdf/syntax/objects.ts';
import { changedKeys, objectChanges, sameObject } from '../revision-diff/changes.ts';
import { changedAnnotations } from './changed-annotations.ts';
import { Reach } from './reach.ts';

/** What a revision did to what is shown, and to what is not. */
export interface RevisionEffects {
  readonly areas: readonly ChangedArea[];
  /** Whether it brought certificates, lists or other validation data (/DSS). */
  readonly hasValidationData: boolean;
  /** Whether it changed the document's information or metadata. */
  readonly hasInformation: boolean;
}

/** Keys of a page that show nothing, or are looked at by themselves. */
const NOT_CONTENT: ReadonlySet<string> = new Set([
  'Annots',
  'Parent',
  'StructParents',
  'Tabs',
  'LastModified',
  'PieceInfo',
  'Metadata',
]);

/** Keys of the catalog by which a reader shows the document in another way. */
const SHOWN_BY_CATALOG = ['OCProperties', 'OpenAction', 'AA', 'Names', 'Collection', 'Requirements'] as const;

/**
 * Compares two versions by what their pages show: every annotation and widget that came, went or changed by its /Rect,
 * and the whole page where anything behind its contents or resources changed.
 * @throws CodedError if an object that matters cannot be read, FILE_OVER_BUDGET
 */
export function changedAreas(before: PdfDocument, after: PdfDocument): RevisionEffects {
  const { changed } = objectChanges({ before, after });
  const numbers = new Set(changed.map(({ objectNumber }) => objectNumber));
  const [former, present] = [[...pages(before)], [...pages(after)]];
  const pageNumbers = [...former, ...present].map(numberOf);
  const reach = new Reach(after, numbers, new Set([...pageNumbers, after.root.objectNumber]));
  const known = new Map(former.map((page) => [numberOf(page), page]));
  const areas = present.flatMap((page) => {
    const old = known.get(numberOf(page)) ?? null;
    const whole = (change: ChangedArea['change']): ChangedArea => wholePage(change, page.index);
    if (old === null) return [whole('pageAdded')];
    const annotations = changedAnnotations(
      { document: before, page: old },
      { document: after, page },
      numbers,
      reach,
    );
    return hasOtherContent(old, page, reach) ? [whole('pageChanged'), ...annotations] : annotations;
  });
  return {
    areas: [...areas, ...removedPages(former, present), ...ofDocument(before, after, reach)],
    hasValidationData: entryDiffers(before.catalog, after.catalog, 'DSS', reach),
    hasInformation:
      entryDiffers(before.trailer, after.trailer, 'Info', reach) ||
      entryDiffers(before.catalog, after.catalog, 'Metadata', reach),
  };
}

const numberOf = ({ reference }: Page): number => reference.objectNumber;

function wholePage(change: ChangedArea['change'], page: number | null): ChangedArea {
  return { change, page, area: null, name: null };
}

function hasOtherContent(before: Page, after: Page, reach: Reach): boolean {
  const keys = changedKeys(before.dictionary, after.dictionary).filter((key) => !NOT_CONTENT.has(key));
  if (keys.length > 0 || reach.entriesLead(after.dictionary, NOT_CONTENT)) return true;
  return INHERITED_KEYS.some(
    (key) => !sameObject(before.inherited[key], after.inherited[key]) || reach.leads(after.inherited[key]),
  );
}

/** Lists the pages that are gone, and says whether the others stand in another order. */
function removedPages(before: readonly Page[], after: readonly Page[]): ChangedArea[] {
  const [old, now] = [new Set(before.map(numberOf)), new Set(after.map(numberOf))];
  const gone = before.filter((page) => !now.has(numberOf(page)));
  const kept = before.map(numberOf).filter((number) => now.has(number));
  const order = after.map(numberOf).filter((number) => old.has(number));
  const isReordered = kept.length !== order.length || kept.some((number, at) => number !== order[at]);
  return [
    ...gone.map(({ index }) => wholePage('pageRemoved', index)),
    ...(isReordered ? [wholePage('pagesReordered', null)] : []),
  ];
}

function ofDocument(before: PdfDocument, after: PdfDocument, reach: Reach): ChangedArea[] {
  const isShown = SHOWN_BY_CATALOG.some((key) => entryDiffers(before.catalog, after.catalog, key, reach));
  return isShown ? [wholePage('documentChanged', null)] : [];
}

function entryDiffers(before: PdfDictionary, after: PdfDictionary, key: string, reach: Reach): boolean {
  const value = after.entries.get(key);
  return !sameObject(before.entries.get(key), value) || reach.leads(value);
}
