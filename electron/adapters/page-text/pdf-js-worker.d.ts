/** The worker's side of pdf.js. It leaves itself in `globalThis.pdfjsWorker`, where the other side looks for it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
