import { GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';

const WORKER_URL = new URL('pdfjs/pdf.worker.mjs', document.baseURI).href;

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/**
 * Gives the viewer its worker. Without this it would try to make one from a plain string, which Trusted Types
 * refuse, and then quietly work on the window's own thread.
 */
export function startPageWorker(): void {
  GlobalWorkerOptions.workerPort = new Worker(trustedWorkerUrl(), { type: 'module', name: 'pages' });
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
