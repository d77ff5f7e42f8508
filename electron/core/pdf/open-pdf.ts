import { cachedSource, type ByteSource } from '../bytes/byte-source.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { WorkMeter } from '../work-meter.ts';
import { PdfDocument } from './document.ts';
import { HEADER_REACH, otherFormatOf } from './other-formats.ts';
import { damaged } from './syntax/lexer.ts';
import { isLinearized } from './xref/linearization.ts';
import { readRevisions } from './xref/revisions.ts';

/** The reach from the end within which readers look for `%%EOF` and `startxref` (ISO 32000-1 Annex H, note 18). */
const ENDING_REACH = 2048;

/**
 * Opens a PDF strictly: a damaged file is refused, nothing is repaired. It reads the header, the ending and
 * the cross-reference sections; objects follow when they are asked for. An encrypted file opens by
 * the password of its source or the empty one; without, so that its signatures can be found, but its object streams and
 * strings stay closed.
 * @throws CodedError NOT_A_PDF or what else the file is, PDF_JUNK_BEFORE_HEADER, PDF_TRUNCATED, PDF_XREF_DAMAGED,
 *   PDF_OBJECT_NUMBER_TOO_LARGE, PDF_UNSUPPORTED_FILTER, PDF_DAMAGED, FILE_OVER_BUDGET
 */
export function openPdf(source: ByteSource): PdfDocument {
  const cached = cachedSource(source, new WorkMeter(source.size));
  const headerVersion = readHeader(cached);
  const revisions = readRevisions(cached, findStart(cached), isLinearized(cached));
  const document = new PdfDocument(cached, headerVersion, revisions);
  if (document.closed === null || canReadCatalog(document)) expectCatalog(document);
  return document;
}

/**
 * Reads the header, which must be the first bytes: offsets and /ByteRange count from byte 0, while readers
 * that tolerate bytes before the header disagree on where to count from.
 */
function readHeader(source: ByteSource): string {
  const text = latin1Text(source.read(0, HEADER_REACH));
  const at = text.indexOf('%PDF-');
  if (at < 0) throw damaged('no header', 0, otherFormatOf(source));
  if (at > 0) throw damaged('header', at, 'PDF_JUNK_BEFORE_HEADER');
  const version = /^%PDF-(\d\.\d)/.exec(text)?.[1];
  if (version === undefined) throw damaged('header version', 0);
  return version;
}

function findStart(source: ByteSource): number {
  const length = Math.min(ENDING_REACH, source.size);
  const text = latin1Text(source.read(source.size - length, length));
  const at = text.lastIndexOf('startxref');
  if (at < 0 || !text.includes('%%EOF', at)) throw damaged('no ending', source.size, 'PDF_TRUNCATED');
  const start = /^startxref\s+(\d{1,15})\s/.exec(text.slice(at))?.[1];
  if (start === undefined) throw damaged('startxref', undefined, 'PDF_XREF_DAMAGED');
  return Number(start);
}

function canReadCatalog(document: PdfDocument): boolean {
  return document.locate(document.root.objectNumber)?.entry.kind === 'offset';
}

function expectCatalog(document: PdfDocument): void {
  const { catalog } = document;
  const duplicate = [...document.trailer.duplicates, ...catalog.duplicates][0];
  if (duplicate !== undefined) throw damaged(`/${duplicate} occurs twice in the catalog or trailer`);
}
