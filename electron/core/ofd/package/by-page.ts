import { idKey } from '../xml/xml-element.ts';

/** Returns the key of a page's ID in what {@link byPage} groups; null stands for all pages. */
export function pageKey(pageId: string | null): string | null {
  return pageId === null ? null : idKey(pageId);
}

/** Groups what belongs to pages by the keys of their IDs, each group in the order of the items. */
export function byPage<Item>(
  items: readonly Item[],
  pageIdOf: (item: Item) => string | null,
): ReadonlyMap<string | null, readonly Item[]> {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) {
    const key = pageKey(pageIdOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
