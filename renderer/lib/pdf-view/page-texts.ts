import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Pages whose text is asked for ahead, so that the worker never waits for the window. */
const AHEAD = 16;

interface PageText {
  /** Zero-based */
  readonly page: number;
  readonly text: string;
}

/** The text of every page of a document, each read once. */
export class PageTexts {
  readonly #pdf: PDFDocumentProxy;
  readonly #texts: (Promise<string> | string | undefined)[] = [];
  #hasText = false;

  constructor(pdf: PDFDocumentProxy) {
    this.#pdf = pdf;
  }

  get pages(): number {
    return this.#pdf.numPages;
  }

  /** Whether a page that was read holds any text. */
  get hasText(): boolean {
    return this.#hasText;
  }

  /** Yields every page once, in order, from a page to the end and on from the first. */
  async *from(first: number): AsyncGenerator<PageText> {
    const { pages } = this;
    for (let step = 0; step < pages; step++) {
      const page = (first + step) % pages;
      for (let ahead = 0; ahead < Math.min(AHEAD, pages - step); ahead++) this.#ask((page + ahead) % pages);
      yield { page, text: await (this.#texts[page] ?? '') };
    }
  }

  #ask(page: number): void {
    this.#texts[page] ??= this.#read(page).then((text) => {
      if (text !== '') this.#hasText = true;
      this.#texts[page] = text;
      return text;
    });
  }

  /** Reads the text as the viewer's text layer has it: places in both are the same. A damaged page has none. */
  async #read(page: number): Promise<string> {
    try {
      const proxy = await this.#pdf.getPage(page + 1);
      const { items } = await proxy.getTextContent({ disableNormalization: true });
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    } catch {
      return '';
    }
  }
}
