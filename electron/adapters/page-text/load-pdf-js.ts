import type * as PdfJs from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * Loads pdf.js for the text of pages alone, on the thread that calls. It expects what only browsers have and what is
 * needed for drawing, and complains where that is missing.
 */
export async function loadPdfJs(): Promise<typeof PdfJs> {
  standIn('DOMMatrix');
  standIn('Path2D');
  // Node 20 has no such function, and the library's own build for older engines forgets it.
  if (!('withResolvers' in Promise)) Reflect.set(Promise, 'withResolvers', withResolvers);
  // It registers itself as the worker of this thread, which is one already.
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function standIn(name: string): void {
  if (!(name in globalThis)) Reflect.set(globalThis, name, class {});
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
