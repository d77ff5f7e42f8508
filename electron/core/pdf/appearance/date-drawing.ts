import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../document.ts';
import type { IncrementBuilder } from '../increment/increment.ts';
import { rectangleOf, type PageGeometry } from '../pages/page-geometry.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
  type PdfStream,
} from '../syntax/objects.ts';
import { DATE_GLYPHS } from './date-glyphs.ts';
import { matrixOf } from './drawn-images.ts';
import { uprightMatrix } from './seal-appearance.ts';

/** The ideographic em box begins so far below the line that letters stand on, in thousandths of the font's size. */
const BELOW = 120;
const EM = 1000;

/** Returns the width of a date in ems; null for a text with other letters. */
export function dateWidth(text: string): number | null {
  let width = 0;
  for (const letter of text) {
    const glyph = DATE_GLYPHS[letter];
    if (glyph === undefined) return null;
    width += glyph.width;
  }
  return width === 0 ? null : width / EM;
}

/** Writes the outlines of a date, one behind the other, within a box of one em. @returns null for other letters */
function dateContent(text: string): string | null {
  if (dateWidth(text) === null) return null;
  let left = 0;
  const letters = Array.from(text, (letter) => {
    const { path, width } = DATE_GLYPHS[letter] ?? { path: '', width: 0 };
    const drawn = `q 1 0 0 1 ${String(left)} ${String(BELOW)} cm ${path} f Q`;
    left += width;
    return drawn;
  });
  return letters.join('\n');
}

/** Adds a form XObject that draws a date upright on a page; its annotation makes it as large as its rectangle. */
export function putDate(builder: IncrementBuilder, text: string, geometry: PageGeometry): PdfReference {
  const content = dateContent(text);
  if (content === null) throw new Error('a date has no other letters');
  const box = { width: (dateWidth(text) ?? 0) * EM, height: EM };
  const form = pdfDictionary({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, box.width, box.height].map(pdfNumber)),
    Matrix: pdfArray(uprightMatrix(geometry, box).map(pdfNumber)),
    Resources: pdfDictionary({}),
  });
  const reference = builder.allocate();
  builder.putStream(reference, form, latin1Bytes(content));
  return reference;
}

const FORM_ENTRIES: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'BBox', 'Matrix', 'Resources', 'Length'],
  ...['Filter', 'DecodeParms'],
]);
const CONTENT_LIMIT = 64 * 1024;
const TOLERANCE = 0.5;

/** Tells whether a form draws exactly a date, upright on a page that is turned so. @throws CodedError for damaged content */
export function drawsDate(
  document: PdfDocument,
  form: PdfStream,
  text: string,
  geometry: PageGeometry,
): boolean {
  const { dictionary } = form;
  const content = dateContent(text);
  const width = dateWidth(text);
  const box = rectangleOf(document, dictionary.entries.get('BBox'));
  if (content === null || width === null || box === undefined || dictionary.duplicates.length > 0)
    return false;
  const isPlain = [...dictionary.entries.keys()].every((key) => FORM_ENTRIES.has(key));
  const resources = document.entry(dictionary, 'Resources');
  const size = { width: width * EM, height: EM };
  const expected = [...uprightMatrix(geometry, size), 0, 0, size.width, size.height];
  const found = [...(matrixOf(document, dictionary) ?? []), box.left, box.bottom, box.right, box.top];
  return (
    isPlain &&
    resources.kind === 'dictionary' &&
    resources.entries.size === 0 &&
    expected.length === found.length &&
    expected.every((value, at) => Math.abs(value - (found[at] ?? Number.NaN)) < TOLERANCE) &&
    latin1Text(document.streamData(form, CONTENT_LIMIT)) === content
  );
}
