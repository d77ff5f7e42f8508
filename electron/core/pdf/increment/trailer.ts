import type { PdfDocument } from '../document.ts';
import { pdfArray, pdfNumber, pdfString, type PdfObject } from '../syntax/objects.ts';

/**
 * The trailer of an update: the file's /Root and /Info stay, the second half of /ID changes with every
 * version, and /Prev leads to the section before (ISO 32000-2 §7.5.5 and §14.4).
 */
export function trailerEntries(
  document: PdfDocument,
  size: number,
  fileId: Uint8Array,
): ReadonlyMap<string, PdfObject> {
  const previous = document.revisions.at(-1)?.sections[0]?.offset ?? 0;
  const entries = new Map<string, PdfObject>([
    ['Size', pdfNumber(size)],
    ['Root', document.root],
  ]);
  const info = document.trailer.entries.get('Info');
  if (info?.kind === 'reference') entries.set('Info', info);
  entries.set('ID', pdfArray([originalId(document) ?? pdfString(fileId, 'hex'), pdfString(fileId, 'hex')]));
  return entries.set('Prev', pdfNumber(previous));
}

function originalId(document: PdfDocument): PdfObject | undefined {
  const id = document.entry(document.trailer, 'ID');
  const first = id.kind === 'array' ? document.resolve(id.items[0]) : undefined;
  return first?.kind === 'string' ? pdfString(first.bytes, 'hex') : undefined;
}
