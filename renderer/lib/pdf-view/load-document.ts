import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { AppBridge } from '../bridge.ts';

/** Reads a piece of the document. @throws Error if it cannot */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Reads the first `size` bytes of an open document over the bridge, and none behind them, whatever the viewer asks for. */
export function readerOf(
  id: string,
  size: number,
  documents: Pick<AppBridge['documents'], 'read'>,
): ReadRange {
  return async (offset, length) => {
    const result = await documents.read({ id, offset, length: Math.min(length, Math.max(1, size - offset)) });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
}

/** Below this size one transfer is faster than many; above it memory and the first page suffer. */
const WHOLE_FILE_BYTES = 16 * 1024 * 1024;
const RANGE_BYTES = 256 * 1024;

const asset = (path: string): string => new URL(`pdfjs/${path}/`, document.baseURI).href;

/**
 * Opens a document of any size for the viewer, which reads through `read` alone and never learns a path.
 * @param password of an encrypted document
 */
export async function loadDocument(
  size: number,
  read: ReadRange,
  password?: string,
): Promise<PDFDocumentLoadingTask> {
  const common = {
    worker: pageWorker(),
    cMapUrl: asset('cmaps'),
    standardFontDataUrl: asset('standard_fonts'),
    // JBIG2, fax and JPEG 2000 are unpacked by scripts there: the page's policy admits no WebAssembly.
    wasmUrl: asset('decoders'),
    useSystemFonts: false,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    ...(password === undefined ? {} : { password }),
  };
  if (size <= WHOLE_FILE_BYTES) return getDocument({ ...common, data: await read(0, Math.max(1, size)) });
  const range = new BridgedRange(size, await read(0, RANGE_BYTES), read);
  return getDocument({
    ...common,
    range,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: RANGE_BYTES,
  });
}

class BridgedRange extends PDFDataRangeTransport {
  readonly #read: ReadRange;

  constructor(size: number, start: Uint8Array, read: ReadRange) {
    super(size, start);
    this.#read = read;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#read(begin, end - begin).then(
      (bytes) => this.onDataRange(begin, bytes),
      () => this.abort(),
    );
  }
}

const WORKER_URL = new URL('pdfjs/pdf.worker.mjs', document.baseURI).href;

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let worker: PDFWorker | undefined;

/**
 * Returns the one worker of the viewer, for all documents in turn. Without it pdf.js would try to make one
 * from a plain string, which Trusted Types refuse, and then work on the window's own thread without a word.
 */
function pageWorker(): PDFWorker {
  worker ??= PDFWorker.create({ port: new Worker(trustedWorkerUrl(), { type: 'module', name: 'pages' }) });
  return worker;
}

/** Makes the URL by the window's one Trusted Types policy, which admits this address alone. */
function trustedWorkerUrl(): string {
  const factory: unknown = Reflect.get(window, 'trustedTypes');
  // TypeScript's DOM has no Trusted Types; the window's engine always has them.
  const policy = (factory as TrustedTypesFactory).createPolicy('sealdesk-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER_URL) throw new TypeError('not the address of the page worker');
      return url;
    },
  });
  return policy.createScriptURL(WORKER_URL);
}

/**
 * Draws a page as a thumbnail, as large as its shape allows within a frame.
 * @param frame CSS pixels
 * @returns a function that stops the drawing
 */
export function drawThumbnail(
  pdf: PDFDocumentProxy,
  page: number,
  canvas: HTMLCanvasElement,
  frame: { readonly width: number; readonly height: number },
): () => void {
  let stop: () => void = () => undefined;
  let stopped = false;
  const draw = async (): Promise<void> => {
    const proxy = await pdf.getPage(page + 1);
    if (stopped) return;
    const plain = proxy.getViewport({ scale: 1 });
    const fitting = Math.min(frame.width / plain.width, frame.height / plain.height);
    const viewport = proxy.getViewport({ scale: fitting * window.devicePixelRatio });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    canvas.style.width = `${plain.width * fitting}px`;
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
