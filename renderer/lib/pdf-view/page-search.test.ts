import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { PageSearch } from './page-search.ts';

const IGNORING_CASE = { matchCase: false };

/** A document whose pages consist of these pieces of text; null for a page that cannot be read. */
function documentOf(pages: readonly (readonly string[] | null)[]): PDFDocumentProxy {
  const getPage = async (number: number) => {
    const pieces = pages[number - 1] ?? null;
    if (pieces === null) throw new Error('damaged');
    return { getTextContent: async () => ({ items: pieces.map((str) => ({ str })) }) };
  };
  // The search reads these two alone.
  return { numPages: pages.length, getPage } as unknown as PDFDocumentProxy;
}

function searchIn(pages: readonly (readonly string[] | null)[]) {
  const redrawn: unknown[] = [];
  const shown: number[] = [];
  const search = new PageSearch({
    bus: { dispatch: (_name, { pageIndex }: { readonly pageIndex: number }) => redrawn.push(pageIndex) },
    showPage: (page) => shown.push(page),
    reveal: () => undefined,
  });
  search.setDocument(documentOf(pages));
  return { search, redrawn, shown };
}

const CONTRACT = [['甲方（盖章）', '：'], null, ['乙方', '（蓋 章）'], ['附件']];

describe('PageSearch', () => {
  it('finds every hit across pieces of text, and selects the first from the page in sight on', async () => {
    const { search, shown } = searchIn(CONTRACT);
    await search.find('方(盖章)', IGNORING_CASE, 1);
    expect(search.found.getState()).toMatchObject({ hits: 2, selected: 2, searchedPages: 4, pages: 4 });
    expect(shown).toEqual([2]);
    expect([search.pageMatches[2], search.pageMatchesLength[2]]).toEqual([[1], [6]]);
    expect([search.pageMatches[0], search.pageMatchesLength[0]]).toEqual([[1], [5]]);
  });

  it('goes from hit to hit and on at the other end', async () => {
    const { search } = searchIn([['aXa'], ['b'], ['a']]);
    await search.find('A', IGNORING_CASE, 0);
    const seen = ([1, 1, 1, -1] as const).map((direction) => {
      search.step(direction);
      return search.found.getState().selected;
    });
    expect(seen).toEqual([2, 3, 1, 3]);
  });

  it('keeps the latest of two queries', async () => {
    const { search } = searchIn([['one two']]);
    await Promise.all([search.find('one', IGNORING_CASE, 0), search.find('none', IGNORING_CASE, 0)]);
    expect(search.found.getState()).toMatchObject({ query: 'none', hits: 0, searchedPages: 1 });
  });

  it('says that a scan has no text', async () => {
    const { search } = searchIn([[], []]);
    await search.find('甲方', IGNORING_CASE, 0);
    expect(search.found.getState()).toMatchObject({ hits: 0, hasText: false });
  });

  it('takes the marks away when it is closed', async () => {
    const { search, redrawn } = searchIn(CONTRACT);
    await search.find('甲方', IGNORING_CASE, 0);
    search.close();
    expect({
      marks: search.highlightMatches,
      last: redrawn.at(-1),
      found: search.found.getState().hits,
    }).toEqual({
      marks: false,
      last: -1,
      found: 0,
    });
  });

  it('finds in a thousand pages without holding the window for long', async () => {
    const { search } = searchIn(Array.from({ length: 1000 }, (_, page) => [`第 ${page} 页 `.repeat(100)]));
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    await search.find('999页', IGNORING_CASE, 0);
    clearInterval(counting);
    expect(search.found.getState()).toMatchObject({ hits: 100, searchedPages: 1000 });
    expect(turns).toBeGreaterThan(0);
  });
});
