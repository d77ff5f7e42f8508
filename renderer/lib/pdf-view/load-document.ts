import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pageWorker } from './page-worker.ts';

/** Reads a piece of the document; throws where it cannot. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Below this many bytes one transfer is faster than many; above it memory and the first page suffer. */
const WHOLE_FILE_BYTES = 16 * 1024 * 1024;
const RANGE_BYTES = 256 * 1024;

const asset = (path: string): string => new URL(`pdfjs/${path}/`, document.baseURI).href;

/** Opens a document of any size for showing, through the reader alone: the viewer never learns a path. */
export async function loadDocument(size: number, read: ReadRange): Promise<PDFDocumentLoadingTask> {
  const common = {
    worker: pageWorker(),
    cMapUrl: asset('cmaps'),
    standardFontDataUrl: asset('standard_fonts'),
    useSystemFonts: false,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
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
