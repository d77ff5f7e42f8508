import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { openPdf } from '../../pdf/open-pdf.ts';
import type { SeenRectangle } from '../../pdf/pages/page-geometry.ts';

/** A seal that a document shows already, by the name of its signature. */
export interface ShownSeal {
  readonly name: string;
  readonly places: readonly (SeenRectangle & {
    /** By index from 0. */
    readonly page: number;
  })[];
}

/** The pages of a document as far as places for seals depend on them. */
export interface FramedPages {
  /** Sizes in millimetres. */
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  readonly seals: readonly ShownSeal[];
}

const POINTS_PER_MM = 72 / 25.4;
/** Objects 1 to 3 are the catalog, the pages and the form. */
const FIRST_PAGE = 4;

/**
 * Makes a PDF of empty pages, of the same sizes and with signature fields where the seals of a document stand. All that
 * works out places for seals works on it, so that they mean the same in every format. It is never shown or written.
 */
export function pageFrames({ pages, seals }: FramedPages): PdfDocument {
  const bodies: string[] = [];
  const add = (body: string): number => bodies.push(body) + FIRST_PAGE - 1 + pages.length;
  const annotations = pages.map((): string[] => []);
  const fields: string[] = [];
  for (const { name, places } of seals) {
    const signature = add('<</Type/Sig/Filter/OFD>>');
    const field = add('');
    const widgets = places.flatMap(({ page, ...area }) => {
      const frame = pages[page];
      if (frame === undefined) return [];
      const rect = rectangle(area, frame.heightMm);
      const widget = add(`<</Type/Annot/Subtype/Widget/Rect[${rect}]/Parent ${String(field)} 0 R>>`);
      annotations[page]?.push(`${String(widget)} 0 R`);
      return [`${String(widget)} 0 R`];
    });
    bodies[field - FIRST_PAGE - pages.length] =
      `<</FT/Sig/T<${hexOf(name)}>/V ${String(signature)} 0 R/Kids[${widgets.join(' ')}]>>`;
    fields.push(`${String(field)} 0 R`);
  }
  const framed = pages.map(({ widthMm, heightMm }, at) => {
    const box = `0 0 ${points(widthMm)} ${points(heightMm)}`;
    return `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Annots[${(annotations[at] ?? []).join(' ')}]>>`;
  });
  const kids = pages.map((_page, at) => `${String(at + FIRST_PAGE)} 0 R`).join(' ');
  return openPdf(
    memorySource(
      fileOf([
        '<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>',
        `<</Type/Pages/Count ${String(pages.length)}/Kids[${kids}]>>`,
        `<</SigFlags 3/Fields[${fields.join(' ')}]>>`,
        ...framed,
        ...bodies,
      ]),
    ),
  );
}

function rectangle({ xMm, yMm, widthMm, heightMm }: SeenRectangle, pageHeightMm: number): string {
  const top = pageHeightMm - yMm;
  return [xMm, top - heightMm, xMm + widthMm, top].map(points).join(' ');
}

/** A number of PDF has no exponent. */
const points = (millimetres: number): string => (millimetres * POINTS_PER_MM).toFixed(4);

/** A text string in UTF-16BE (ISO 32000-2 §7.9.2.2). */
function hexOf(text: string): string {
  const units = Array.from({ length: text.length }, (_unit, at) => text.charCodeAt(at));
  return `feff${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}`;
}

/** @param bodies of the objects, from number 1 on */
function fileOf(bodies: readonly string[]): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = bodies.map((body, at) => {
    const offset = text.length;
    text += `${String(at + 1)} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(bodies.length + 1);
  text += `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<</Size ${size}/Root 1 0 R>>\n`;
  return latin1Bytes(`${text}startxref\n${String(start)}\n%%EOF\n`);
}
