import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What loads a document, and what it leaves to be released. */
interface Loading {
  readonly promise: Promise<PDFDocumentProxy>;
  destroy(): Promise<void>;
}

/** Loads the version of a document that has these bytes. */
type Load = (id: string, bytes: number) => Promise<Loading>;

interface Held {
  readonly id: string;
  readonly bytes: number;
  readonly loading: Promise<Loading>;
}

/** Documents that stay loaded; a person who goes back and forth sees their pages at once. */
const MOST = 4;

/** Documents that are loaded for the pages on the screen. Those used last stay loaded while another place is shown. */
export class LoadedDocuments {
  readonly #load: Load;
  /** The one used last is the last. */
  #held: Held[] = [];

  constructor(load: Load) {
    this.#load = load;
  }

  /** @param bytes the length of the version: a file begins with each of its former versions */
  async open(id: string, bytes: number): Promise<PDFDocumentProxy> {
    const known = this.#held.find((each) => each.id === id && each.bytes === bytes);
    const held = known ?? { id, bytes, loading: this.#load(id, bytes) };
    this.#held = [...this.#held.filter((each) => each !== held), held];
    for (const left of this.#held.slice(0, -MOST)) this.#release(left);
    try {
      return await (
        await held.loading
      ).promise;
    } catch (error) {
      this.#release(held);
      throw error;
    }
  }

  /** Releases every version of the documents that are not open any more. */
  keepOnly(ids: readonly string[]): void {
    for (const each of this.#held.filter(({ id }) => !ids.includes(id))) this.#release(each);
  }

  #release(held: Held): void {
    this.#held = this.#held.filter((each) => each !== held);
    held.loading.then((loading) => loading.destroy()).catch(() => undefined);
  }
}
