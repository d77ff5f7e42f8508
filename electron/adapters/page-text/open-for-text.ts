import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { isMatrix } from '../../core/pdf/appearance/transform.ts';
import type { TextPiece } from '../../core/page-text/page-text.ts';
import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { CodedError } from '../../shared/errors.ts';
import { loadPdfJs } from './load-pdf-js.ts';
import type { PageTextFiles } from './page-text-operations.ts';

/** A document whose words can be read. */
export interface OpenPdf {
  readonly pageCount: number;
  /** Reads on from another opening of the same content. */
  readFrom(source: ByteSource): void;
  /** Returns the words of a page, by its index from 0. @throws CodedError PDF_DAMAGED */
  pieces(page: number): Promise<readonly TextPiece[]>;
  close(): Promise<void>;
}

/** A smaller document is read whole. */
const WHOLE_BYTES = 32 * 1024 * 1024;
const RANGE_BYTES = 256 * 1024;

/**
 * Opens a document by pdf.js, of which only the text is asked.
 * @param password of an encrypted document, in UTF-8
 * @throws CodedError PDF_DAMAGED, PDF_PASSWORD_NEEDED
 */
export async function openForText(
  source: ByteSource,
  password: Uint8Array | undefined,
  { characterMaps }: PageTextFiles,
): Promise<OpenPdf> {
  const { getDocument, PDFDataRangeTransport } = await loadPdfJs();
  const isWhole = source.size <= WHOLE_BYTES;
  let current = source;

  class Ranges extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      this.onDataRange(begin, current.read(begin, end - begin));
    }
  }

  const task = getDocument({
    ...(isWhole ? { data: wholeOf(source) } : rangesOf(new Ranges(source.size, null))),
    ...(password === undefined ? {} : { password: new TextDecoder().decode(password) }),
    // It wants a slash at the end, on Windows too.
    cMapUrl: `${characterMaps}/`,
    useSystemFonts: false,
    useWasm: false,
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  const document = await task.promise.catch((error: unknown) => {
    throw codedError(error);
  });
  return {
    pageCount: document.numPages,
    readFrom: (other) => void (current = other),
    pieces: (page) => piecesOf(document, page),
    close: () => task.destroy(),
  };
}

/** Reads a document in pieces: each is counted, so that one that comes slowly is not taken for one that hangs. */
function wholeOf(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(source.size);
  let length = 0;
  while (length < bytes.length) {
    const count = source.readInto(length, bytes.subarray(length, length + RANGE_BYTES));
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function rangesOf<T>(range: T) {
  return { range, disableAutoFetch: true, disableStream: true, rangeChunkSize: RANGE_BYTES };
}

async function piecesOf(document: PDFDocumentProxy, index: number): Promise<readonly TextPiece[]> {
  try {
    const page = await document.getPage(index + 1);
    const { items, styles } = await page.getTextContent({ disableNormalization: true });
    page.cleanup();
    return items.flatMap((item): readonly TextPiece[] => {
      if (!('str' in item) || item.str === '') return [];
      const isVertical = styles[item.fontName]?.vertical === true;
      const values: unknown[] = item.transform;
      const matrix = values.map((value) => (typeof value === 'number' ? value : Number.NaN));
      if (!isMatrix(matrix) || !matrix.every(Number.isFinite)) return [];
      return [{ text: item.str, matrix, length: isVertical ? item.height : item.width, isVertical }];
    });
  } catch (error) {
    throw codedError(error);
  }
}

function codedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const [name, reason] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
  return new CodedError(name === 'PasswordException' ? 'PDF_PASSWORD_NEEDED' : 'PDF_DAMAGED', reason);
}
