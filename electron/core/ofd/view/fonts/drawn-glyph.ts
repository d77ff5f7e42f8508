import { latin1Bytes } from '../../../bytes/encodings.ts';
import {
  type PdfDictionary,
  pdfDictionary,
  pdfNumber,
  type PdfReference,
  pdfString,
} from '../../../pdf/syntax/objects.ts';

/** A glyph as a content draws it. */
export interface DrawnGlyph {
  readonly font: PdfReference;
  /** The bytes of its code in hexadecimal. */
  readonly code: string;
  /** How far the pen goes on, in thousandths of the size. */
  readonly advance: number;
  /**
   * How wide it is drawn, in thousandths. It differs from the advance in fonts of this computer alone: places and words are
   * those of the fonts that every computer has.
   */
  readonly shape: number;
  /** Whether it is of another font than the file means, whose letters may be wider or narrower. */
  readonly isReplaced: boolean;
  /** Names the same glyph so that the pen goes on as far as is wanted; null for a font whose widths are fixed. */
  readonly ofWidth: ((wanted: number) => DrawnGlyph) | null;
}

/** Writes a code of two bytes in hexadecimal. */
export function codeText(code: number): string {
  return code.toString(16).padStart(4, '0');
}

/** Writes the UTF-16 of a text in hexadecimal. */
export function utf16Text(text: string): string {
  let result = '';
  for (let unit = 0; unit < text.length; unit += 1) result += codeText(text.charCodeAt(unit));
  return result;
}

/** ISO 32000-2 §9.7.3: the set of characters that the codes of a font belong to. */
export function systemInfo(ordering: string, supplement: number): PdfDictionary {
  return pdfDictionary({
    Registry: pdfString(latin1Bytes('Adobe')),
    Ordering: pdfString(latin1Bytes(ordering)),
    Supplement: pdfNumber(supplement),
  });
}
