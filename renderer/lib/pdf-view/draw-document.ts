import type { AppBridge } from '../bridge.ts';
import type { DocumentPasswords } from './document-passwords.ts';
import type { DrawnPage } from './draw-page.ts';

/** A document that can be drawn page by page. */
export interface DrawableDocument {
  readonly pages: number;
  /** @param lines stand in the picture, below the page @throws Error if the page cannot be drawn */
  draw(page: number, format: 'image/png' | 'image/jpeg', lines: readonly string[]): Promise<DrawnPage>;
  close(): void;
}

/**
 * Opens an open document for drawing.
 * @param size of the version that is drawn: the first bytes of the document
 * @throws Error if it cannot be read
 */
export type OpenDrawable = (document: {
  readonly id: string;
  readonly size: number;
}) => Promise<DrawableDocument>;

/** What a reader can tell apart on paper. */
const DOTS_PER_INCH = 200;

/** Draws documents as the window shows them. */
export function openDrawable(
  documents: Pick<AppBridge['documents'], 'read'>,
  passwords: DocumentPasswords,
): OpenDrawable {
  return async ({ id, size }) => {
    // The viewer is most of the window's code: it is loaded with the first document.
    const [{ loadDocument, readerOf }, { drawPage }] = await Promise.all([
      import('./load-document.ts'),
      import('./draw-page.ts'),
    ]);
    const loading = await loadDocument(size, readerOf(id, size, documents), passwords.of(id));
    const close = (): void => void loading.destroy().catch(() => undefined);
    try {
      const pdf = await loading.promise;
      return {
        pages: pdf.numPages,
        draw: (page, format, lines) => drawPage(pdf, page, { dotsPerInch: DOTS_PER_INCH, format, lines }),
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  };
}
