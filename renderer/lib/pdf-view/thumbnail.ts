import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Draws a page small. @param width CSS pixels @returns a function that stops the drawing */
export function drawThumbnail(
  pdf: PDFDocumentProxy,
  page: number,
  canvas: HTMLCanvasElement,
  width: number,
): () => void {
  let stop: () => void = () => undefined;
  let stopped = false;
  const draw = async (): Promise<void> => {
    const proxy = await pdf.getPage(page + 1);
    if (stopped) return;
    const density = window.devicePixelRatio;
    const scale = (width * density) / proxy.getViewport({ scale: 1 }).width;
    const viewport = proxy.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = proxy.render({ canvas, viewport });
    stop = () => task.cancel();
    await task.promise;
  };
  draw().catch(() => undefined);
  return () => {
    stopped = true;
    stop();
  };
}
