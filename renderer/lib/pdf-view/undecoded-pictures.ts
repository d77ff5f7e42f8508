import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** How pdf.js calls the pictures of a page, and those that it keeps for several pages: the page is the one that met it. */
const PICTURE = /^(?:g_.*_)?img_p(\d+)_/;

/**
 * Tells whether a page that was drawn has a picture that could not be unpacked: pdf.js leaves its place white, without a
 * word, and keeps null for it. A damaged scan would otherwise look like an empty page.
 */
export function hasUndecodedPicture(page: Pick<PDFPageProxy, 'pageNumber' | 'objs' | 'commonObjs'>): boolean {
  return [page.objs, page.commonObjs].some((objects) =>
    // The declared type of what it keeps is any.
    [...(objects as Iterable<readonly [string, unknown]>)].some(
      ([id, data]) => data === null && PICTURE.exec(id)?.[1] === String(page.pageNumber - 1),
    ),
  );
}
