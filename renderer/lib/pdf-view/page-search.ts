import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { EventBus } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { createStore } from 'zustand/vanilla';
import { findFolded, type Folding, foldText } from '../../../electron/shared/folded-text.ts';
import { PageTexts } from './page-texts.ts';

/** What a search has found so far. */
export interface SearchState {
  readonly query: string;
  readonly matchCase: boolean;
  readonly hits: number;
  /** The selected hit among all of the document, counted from 1; 0 for none. */
  readonly selected: number;
  readonly searchedPages: number;
  readonly pages: number;
  /** False once the whole document is known to hold no text, as one that was scanned. */
  readonly hasText: boolean;
}

const NOTHING: SearchState = {
  query: '',
  matchCase: false,
  hits: 0,
  selected: 0,
  searchedPages: 0,
  pages: 0,
  hasText: true,
};

/** The window stays at work for no longer than this before it takes the person's next key or click. */
const SLICE_MS = 8;
/** How often the numbers on the screen follow. */
const REPORT_MS = 100;
/** Hits of one page that are shown; a page has no room for more. */
const MOST_ON_A_PAGE = 5_000;

interface SearchParts {
  readonly bus: Pick<EventBus, 'dispatch'>;
  /** Shows a page, zero-based, unless it is in sight. */
  readonly showPage: (page: number) => void;
  /** Scrolls to a part of the text of a page. */
  readonly reveal: (element: HTMLElement) => void;
}

/**
 * Searches the text of all pages, from the one in sight on, without blocking the window. It stands where pdf.js's viewer
 * expects its own PDFFindController, which compares no widths and no scripts: the fields without `#` are what the viewer's
 * text layers read to show the hits.
 */
export class PageSearch {
  readonly state = { highlightAll: true };
  highlightMatches = false;
  /** Where hits begin in the text of each page, and how long they are. */
  pageMatches: (readonly number[])[] = [];
  pageMatchesLength: (readonly number[])[] = [];
  selected = { pageIdx: -1, matchIdx: -1 };
  onIsPageVisible: unknown = null;

  readonly found = createStore<SearchState>(() => NOTHING);
  readonly #parts: SearchParts;
  #texts: PageTexts | null = null;
  #searched = new Set<number>();
  #run = 0;
  #reportedAt = 0;
  #isRevealing = false;
  /** A step that waits for the search to come to its page. */
  #waiting: 1 | -1 | null = null;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  setDocument(pdf: PDFDocumentProxy | null): void {
    this.#run += 1;
    this.#texts = pdf === null ? null : new PageTexts(pdf);
    this.#clear();
    this.found.setState(NOTHING);
  }

  /**
   * Searches anew. For a query without letters it reads the text of the pages alone, so that the next one finds it there.
   * @param from the page at which to begin, zero-based
   */
  async find(query: string, folding: Folding, from: number): Promise<void> {
    const run = (this.#run += 1);
    const texts = this.#texts;
    const wanted = foldText(query, folding).text;
    const start = this.selected.pageIdx >= 0 ? this.selected.pageIdx : from;
    this.#clear();
    this.found.setState({ ...NOTHING, query, ...folding, pages: texts?.pages ?? 0 });
    if (texts === null) return;
    this.highlightMatches = wanted !== '';
    let sliceStart = performance.now();
    for await (const { page, text } of texts.from(start)) {
      if (run !== this.#run) return;
      this.#take(page, text, wanted, folding);
      if (performance.now() - sliceStart < SLICE_MS) continue;
      await nextTask();
      if (run !== this.#run) return;
      sliceStart = performance.now();
    }
    if (run !== this.#run) return;
    if (this.#waiting !== null) this.step(this.#waiting);
    this.#report(texts);
  }

  /** Selects the next hit, or the one before, and goes on at the other end. */
  step(direction: 1 | -1): void {
    this.#waiting = null;
    const pages = this.#texts?.pages ?? 0;
    const { pageIdx, matchIdx } = this.selected;
    if (pageIdx < 0) return;
    if (this.pageMatches[pageIdx]?.[matchIdx + direction] !== undefined) {
      return this.#select(pageIdx, matchIdx + direction);
    }
    for (let step = 1; step <= pages; step++) {
      const page = (pageIdx + direction * step + pages * 2) % pages;
      if (!this.#searched.has(page)) {
        this.#waiting = direction;
        return;
      }
      const hits = this.pageMatches[page]?.length ?? 0;
      if (hits > 0) return this.#select(page, direction === 1 ? 0 : hits - 1);
    }
  }

  /** Takes the marks away; what was found is forgotten. */
  close(): void {
    this.#run += 1;
    this.#clear();
    this.found.setState({ ...NOTHING });
  }

  /** Called by the text layer that has drawn the selected hit. */
  scrollMatchIntoView({ element, pageIndex }: { element: HTMLElement | null; pageIndex: number }): void {
    if (!this.#isRevealing || element === null || pageIndex !== this.selected.pageIdx) return;
    this.#isRevealing = false;
    this.#parts.reveal(element);
  }

  #take(page: number, text: string, wanted: string, folding: Folding): void {
    this.#searched.add(page);
    const hits = wanted === '' ? [] : findFolded(foldText(text, folding), wanted, MOST_ON_A_PAGE);
    if (hits.length > 0) {
      this.pageMatches[page] = hits.map(({ start }) => start);
      this.pageMatchesLength[page] = hits.map(({ length }) => length);
      if (this.selected.pageIdx < 0) this.#select(page, 0);
      else if (this.#waiting !== null) this.step(this.#waiting);
      else this.#redraw(page);
    }
    if (performance.now() - this.#reportedAt > REPORT_MS) this.#report(this.#texts);
  }

  #select(page: number, hit: number): void {
    const before = this.selected.pageIdx;
    this.selected = { pageIdx: page, matchIdx: hit };
    this.#isRevealing = true;
    if (before >= 0 && before !== page) this.#redraw(before);
    this.#parts.showPage(page);
    this.#redraw(page);
    this.#report(this.#texts);
  }

  #clear(): void {
    this.highlightMatches = false;
    this.pageMatches = [];
    this.pageMatchesLength = [];
    this.selected = { pageIdx: -1, matchIdx: -1 };
    this.#searched = new Set();
    this.#waiting = null;
    this.#isRevealing = false;
    this.#redraw(-1);
  }

  /** Has the text layer of a page show its hits; of every page for -1. */
  #redraw(page: number): void {
    this.#parts.bus.dispatch('updatetextlayermatches', { source: this, pageIndex: page });
  }

  #report(texts: PageTexts | null): void {
    this.#reportedAt = performance.now();
    const { pageIdx, matchIdx } = this.selected;
    let [hits, before] = [0, 0];
    this.pageMatches.forEach(({ length }, page) => {
      hits += length;
      if (page < pageIdx) before += length;
    });
    const searchedPages = this.#searched.size;
    const selected = pageIdx < 0 ? 0 : before + matchIdx + 1;
    const isWhole = texts !== null && searchedPages === texts.pages;
    this.found.setState({ hits, selected, searchedPages, hasText: !isWhole || texts.hasText });
  }
}

/** Lets the window take what waits for it. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
