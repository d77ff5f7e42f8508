import type { PdfDocument } from '../pdf/document.ts';
import { isName, type PdfDictionary, type PdfStream } from '../pdf/syntax/objects.ts';
import { reachesBeyondEnd } from '../pdf/tiling/unresolved-entries.ts';
import type { Findings } from './findings.ts';
import type { Visit } from './object-walk.ts';

/** The fonts that every reader brings (ISO 32000-1 §9.6.2.2), which alone need not be in the file. */
const STANDARD_FONT =
  /^(Helvetica|Courier)(-(Bold)?(Oblique)?)?$|^Times-(Roman|Bold|Italic|BoldItalic)$|^Symbol$|^ZapfDingbats$/;
const FONT_FILES = ['FontFile', 'FontFile2', 'FontFile3'];

/** Finds what a stream takes from outside of the file, or shows instead of itself in other places. */
export function examineStream(
  document: PdfDocument,
  stream: PdfStream,
  visit: Visit,
  findings: Findings,
): void {
  const { dictionary } = stream;
  const { entries } = dictionary;
  if (reachesBeyondEnd(document, stream)) {
    findings.add(visit.shown ? 'SHOWN_ENTRY_UNRESOLVED' : 'ENTRY_UNRESOLVED', visit);
  }
  const absent = (key: string): boolean => document.entry(dictionary, key).kind === 'null';
  // /F of a stream names the file that holds its data (table 5); /Ref a page of another file (§8.10.4).
  if (entries.has('F') && !absent('F')) findings.add('EXTERNAL_CONTENT', visit);
  if (entries.has('Ref') && !absent('Ref')) findings.add('EXTERNAL_CONTENT', visit);
  if (entries.has('OPI') && !absent('OPI')) findings.add('EXTERNAL_CONTENT', visit);
  // Other versions of an image, for print or for the screen (§8.9.5.4).
  if (entries.has('Alternates') && !absent('Alternates')) findings.add('APPEARANCE_VARIES', visit);
}

/** Finds fonts that are not in the file, so that each reader takes another one. */
export function examineFont(
  document: PdfDocument,
  dictionary: PdfDictionary,
  visit: Visit,
  findings: Findings,
): void {
  const subtype = document.entry(dictionary, 'Subtype');
  // A composite font (Type0) names the font that has the shapes, which comes as an object of its own.
  const own = subtype.kind === 'name' && !['Type3', 'Type0'].includes(subtype.value);
  if (!own || !isName(document.entry(dictionary, 'Type'), 'Font')) return;
  const name = document.entry(dictionary, 'BaseFont');
  const base = name.kind === 'name' ? name.value : '';
  const descriptor = document.dictionaryEntry(dictionary, 'FontDescriptor');
  const isEmbedded = FONT_FILES.some(
    (key) => descriptor !== undefined && document.entry(descriptor, key).kind === 'stream',
  );
  if (!isEmbedded && !STANDARD_FONT.test(base)) findings.add('FONT_NOT_EMBEDDED', visit, fontName(base));
}

/** Names of Chinese fonts stand in UTF-8 or in GBK, one character a byte. */
function fontName(base: string): string {
  const bytes = Uint8Array.from(base, (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? new TextDecoder('gbk').decode(bytes) : text;
}
