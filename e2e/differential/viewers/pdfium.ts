import { PDFiumLibrary } from '@hyzyla/pdfium';
import {
  type DrawnPage,
  MOST_PAGES,
  MOST_PIXELS,
  REFUSED,
  SCALE,
  type Viewer,
  withoutAlpha,
} from './drawing.ts';

/** PDFium, the viewer of Chrome and Edge, compiled to WebAssembly. Form fields are drawn as Chrome draws them. */
export function pdfium(): Viewer {
  let library: Promise<PDFiumLibrary> | null = null;
  return {
    name: 'PDFium',
    draw: async (pdf) => {
      library ??= PDFiumLibrary.init();
      try {
        const document = await (await library).loadDocument(pdf);
        try {
          const pageCount = document.getPageCount();
          const pages: DrawnPage[] = [];
          for (let index = 0; index < Math.min(pageCount, MOST_PAGES); index += 1) {
            const page = document.getPage(index);
            const { originalWidth, originalHeight } = page.getOriginalSize();
            if (originalWidth * originalHeight * SCALE ** 2 > MOST_PIXELS) return REFUSED;
            const { width, height, data } = await page.render({ scale: SCALE, renderFormFields: true });
            pages.push({ width, height, rgb: withoutAlpha(data) });
          }
          return { pageCount, pages };
        } finally {
          document.destroy();
        }
      } catch (error) {
        // A module that has stopped once answers nothing any more.
        if (error instanceof WebAssembly.RuntimeError) library = null;
        return REFUSED;
      }
    },
  };
}
