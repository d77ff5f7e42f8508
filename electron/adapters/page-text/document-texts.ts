import { closeSync } from 'node:fs';
import { pageText, type PageText, type TextPiece } from '../../core/page-text/page-text.ts';
import { type FileSource, type HeldFile, isHeld, passwordOf, pathOf } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { holdFile, nodeFiles } from '../files/node-files.ts';
import type { PageTextFiles } from './page-text-operations.ts';
import { openForText, type OpenPdf } from './open-for-text.ts';

/** Gives the text of a page, by its index from 0. @throws CodedError */
type PageAt = (page: number) => Promise<PageText>;

/** The document that was read last. A window asks again and again where its words are. */
interface Kept {
  readonly key: string;
  readonly pdf: OpenPdf;
  readonly pages: Map<number, PageText>;
  letters: number;
}

/** Letters of all pages that are kept; a page of a contract has a thousand. */
const MOST_LETTERS = 20_000_000;

/** The texts of one document at a time. */
export class DocumentTexts {
  readonly #files: PageTextFiles;
  #kept: Kept | null = null;

  constructor(files: PageTextFiles) {
    this.#files = files;
  }

  /** Does work with the pages of a document, which is read only until then. @throws CodedError for a file that cannot be read */
  async reading<T>(source: FileSource, work: (pageAt: PageAt) => Promise<T>): Promise<T> {
    const held = isHeld(source) ? source : { ...holdFile(pathOf(source)), password: passwordOf(source) };
    try {
      const kept = await this.#open(held);
      return await work((page) => this.#pageOf(kept, page));
    } finally {
      if (held !== source) closeSync(held.descriptor);
    }
  }

  async #open(held: HeldFile): Promise<Kept> {
    const key = JSON.stringify([held.path, held.size, held.modifiedAtMs]);
    const file = nodeFiles.open(held);
    if (this.#kept?.key === key) {
      this.#kept.pdf.readFrom(file);
      return this.#kept;
    }
    const previous = this.#kept;
    this.#kept = null;
    await previous?.pdf.close();
    const pdf = await openForText(file, held.password, this.#files);
    return (this.#kept = { key, pdf, pages: new Map(), letters: 0 });
  }

  async #pageOf(kept: Kept, page: number): Promise<PageText> {
    const known = kept.pages.get(page);
    if (known !== undefined) return known;
    if (page >= kept.pdf.pageCount)
      throw new CodedError('PDF_PAGE_TREE_DAMAGED', 'readers count pages differently');
    const pieces: readonly TextPiece[] = await kept.pdf.pieces(page);
    const text = pageText(pieces);
    kept.letters += text.folded.original.length;
    if (kept.letters > MOST_LETTERS) {
      kept.pages.clear();
      kept.letters = text.folded.original.length;
    }
    kept.pages.set(page, text);
    return text;
  }
}
