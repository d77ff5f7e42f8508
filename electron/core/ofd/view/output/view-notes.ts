import type { OfdViewCode, OfdViewNote } from '../../../../shared/model/ofd-view.ts';

/** A person reads some of these at most; a file that has more is damaged through and through. */
const MOST_OF_PAGE = 100;
const MOST = 10_000;
const LONGEST_NAME = 200;

/** Gathers what is not drawn as the file says, each once a page. */
export class ViewNotes {
  readonly #notes: OfdViewNote[] = [];
  readonly #ofPage = new Set<string>();
  #page = -1;
  #last: readonly [code: OfdViewCode, name: string] | null = null;

  /** The notes so far, in the order of the pages. The list grows while pages are written. */
  get list(): readonly OfdViewNote[] {
    return this.#notes;
  }

  /** Notes that follow are about this page. @param page from 0 */
  begin(page: number): void {
    this.#page = page;
    this.#ofPage.clear();
    this.#last = null;
  }

  /** Adds a note about the page that is being drawn. */
  add(code: OfdViewCode, name: string): void {
    // Each letter of a replaced font says so.
    if (this.#last?.[0] === code && this.#last[1] === name) return;
    this.#last = [code, name];
    const short = name.slice(0, LONGEST_NAME);
    const key = `${code} ${short}`;
    if (this.#ofPage.has(key) || this.#ofPage.size >= MOST_OF_PAGE || this.#notes.length >= MOST) return;
    this.#ofPage.add(key);
    this.#notes.push({ page: this.#page, code, name: short });
  }
}
