import { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

const WORKER_URL = new URL('pdfjs/pdf.worker.mjs', document.baseURI).href;

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let worker: PDFWorker | undefined;

/**
 * The one worker of the viewer, for all documents in turn. Without it pdf.js would try to make one from a plain
 * string, which Trusted Types refuse, and then quietly work on the window's own thread.
 */
export function pageWorker(): PDFWorker {
  worker ??= PDFWorker.create({ port: new Worker(trustedWorkerUrl(), { type: 'module', name: 'pages' }) });
  return worker;
}

/** The app's one Trusted Types policy: it admits this one address. */
function trustedWorkerUrl(): string {
  const factory: unknown = Reflect.get(window, 'trustedTypes');
  const policy = (factory as TrustedTypesFactory).createPolicy('sealdesk-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER_URL) throw new TypeError('not the address of the page worker');
      return url;
    },
  });
  return policy.createScriptURL(WORKER_URL);
}
